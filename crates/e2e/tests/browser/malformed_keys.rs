//! Key lists with something wrong in them: told, kept, and harmless.

use e2e::{Failure, Outcome, Page, visit};

/// A key list, what is said of it, and the keys that are then placed.
struct Case {
    list: String,
    fault: &'static str,
    keys: &'static [&'static str],
}

fn case(list: impl Into<String>, fault: &'static str, keys: &'static [&'static str]) -> Case {
    Case {
        list: list.into(),
        fault,
        keys,
    }
}

const GOOD: &[&str] = &["ada", "grace"];

fn cases() -> Vec<Case> {
    vec![
        case(
            "ada\ngrace\nada\n",
            "line 3, column 1: found the key \"ada\" again, expected each key once",
            GOOD,
        ),
        case(
            "ada\nwith space\ngrace\n",
            "line 2, column 5: found the character ' '",
            GOOD,
        ),
        case(
            "ada\nwith\ttab\ngrace\n",
            "line 2, column 5: found the character '\\t'",
            GOOD,
        ),
        case(
            "ada\nbe\u{7}ll\ngrace\n",
            "found the character '\\u{7}'",
            GOOD,
        ),
        case("ada\nnul\0l\ngrace\n", "found the character '\\0'", GOOD),
        case(
            "ada\nline\u{2028}end\ngrace\n",
            "found the character '\\u{2028}'",
            GOOD,
        ),
        case(
            format!("ada\n{}\ngrace\n", "k".repeat(251)),
            "line 2, column 1: found a key of 251 bytes",
            GOOD,
        ),
        case(
            format!("ada\n{}\ngrace\n", "k".repeat(10_000_000)),
            "found a key of 10000000 bytes",
            GOOD,
        ),
        case(
            format!("ada\n{}\ngrace\n", "é".repeat(126)),
            "found a key of 252 bytes",
            GOOD,
        ),
        case(
            "ada\n \ngrace\n",
            "line 2, column 1: found the character ' '",
            GOOD,
        ),
    ]
}

#[test]
fn every_malformed_key_list_is_told_and_kept_and_breaks_nothing() {
    visit(async |page| {
        page.open_your_cluster().await?;
        for case in cases() {
            let checked = check(page, &case).await;
            checked.map_err(|failure| {
                let list: String = case.list.chars().take(80).collect();
                Failure::new(format!("In the list {list:?}: {failure}"))
            })?;
        }
        Ok(())
    });
}

async fn check(page: &Page, case: &Case) -> Outcome {
    page.paste("Keys", "before\n").await?;
    keys_become(page, &["before"]).await?;
    page.give_file("Open a file: Keys", "keys.txt", &case.list)
        .await?;
    let told = page.until("a fault is told", async || {
        Ok(page.faults("keys").await?.into_iter().next())
    });
    let told = told.await?;
    assert!(
        told.contains(case.fault),
        "expected {}, told {told}",
        case.fault
    );
    assert!(
        told.len() < 400,
        "no message repeats a whole file: {} bytes",
        told.len()
    );
    // Of a long one the field shows the beginning.
    let kept: String = page
        .ask("named({ role: 'field', name: 'Keys' }).value")
        .await?;
    if case.list.len() <= 64 * 1024 {
        let (kept, given) = (kept.chars().count(), case.list.chars().count());
        assert_eq!(kept, given, "the text stays as it was given");
    } else {
        assert!(
            !kept.is_empty() && case.list.starts_with(&kept),
            "{kept:.100}"
        );
    }
    keys_become(page, case.keys).await?;
    if case.list.len() > 64 * 1024 {
        // It is too long to be edited.
        page.click_button("Empty it").await?;
    }
    page.is_whole().await
}

#[test]
fn a_key_list_that_is_not_utf8_changes_nothing() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.paste("Keys", "ada\ngrace\n").await?;
        keys_become(page, GOOD).await?;
        page.give_file("Open a file: Keys", "keys.txt", b"ada\n\xc3\x28\n")
            .await?;
        let complaint = page
            .until("it is told", async || page.complaint().await)
            .await?;
        assert!(
            complaint.contains("keys.txt was not opened: line 2, column 1"),
            "{complaint}"
        );
        assert_eq!(page.text_in("Keys").await?, "ada\ngrace\n");
        keys_become(page, GOOD).await
    });
}

#[test]
fn keys_of_other_scripts_are_placed_as_they_are() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.paste("Keys", "ключ\n鍵\n🗝️\n\"quoted\",comma\n<i>tag</i>\n")
            .await?;
        keys_become(
            page,
            &["ключ", "鍵", "🗝️", "\"quoted\",comma", "<i>tag</i>"],
        )
        .await?;
        page.open_panel("Table").await?;
        page.click_button("Save as CSV").await?;
        let csv = page.saved("ringside-table.csv").await?;
        assert!(csv.contains("\r\nключ,"), "{csv}");
        assert!(csv.contains("\r\n\"\"\"quoted\"\",comma\","), "{csv}");
        Ok(())
    });
}

/// The keys drawn on the ring, whatever their order there.
async fn keys_become(page: &Page, keys: &[&str]) -> Outcome {
    let mut expected: Vec<String> = keys.iter().map(|&key| key.to_owned()).collect();
    expected.sort();
    page.until_seen("the good keys are placed", expected, async || {
        let picture = page.picture().await?;
        let mut keys: Vec<String> = picture.sessions.iter().map(|it| it.key().into()).collect();
        keys.sort();
        Ok(keys)
    })
    .await
}
