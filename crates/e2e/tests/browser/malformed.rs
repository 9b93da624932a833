//! Malformed files, from the visitor's disk to the report on the page. All other faults are tested
//! without a browser, in `tests/page` of the page itself.

use e2e::{Outcome, Page, visit};

#[test]
fn a_bad_key_file_is_reported_and_no_key_is_lost() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.paste("Keys", "before\n").await?;
        keys_become(page, &["before"]).await?;

        // A file that is not text is reported in the news, and the field stays as it was.
        page.give_file("Open a file: Keys", "keys.txt", b"ada\n\xc3\x28\n")
            .await?;
        let complaint = page
            .until("the fault is reported", async || page.complaint().await)
            .await?;
        let expected = "keys.txt was not opened: line 2, column 1: found a byte that is not UTF-8";
        assert!(complaint.starts_with(expected), "{complaint}");
        assert_eq!(page.text_in("Keys").await?, "before\n");
        keys_become(page, &["before"]).await?;

        // A bad line is reported beside the field, however long it is.
        let list = format!("ada\n{}\ngrace\n", "k".repeat(10_000_000));
        page.give_file("Open a file: Keys", "keys.txt", &list)
            .await?;
        let told = fault(page, "keys").await?;
        let expected = "line 2, column 1: found a key of 10000000 bytes";
        assert!(told.starts_with(expected), "{told}");
        assert!(told.len() < 400, "no message repeats a whole file: {told}");
        let kept = page.text_in("Keys").await?;
        let kept_part = !kept.is_empty() && list.starts_with(&kept);
        assert!(kept_part, "of a long list the field shows the beginning");
        keys_become(page, &["ada", "grace"]).await?;
        page.click_button("Empty it").await?;
        assert_eq!(page.text_in("Keys").await?, "");
        Ok(())
    });
}

#[test]
fn a_server_file_with_bad_lines_is_kept_as_it_is_and_the_good_ones_are_placed() {
    visit(async |page| {
        page.open_your_cluster().await?;
        let list = "good:1\nfine:2\n<b>bold</b>:1\nnul\0l:1\nright\u{202e}left:1\nbad:70000\n";
        page.give_file("Open a file: Servers", "servers.txt", list)
            .await?;
        let told = fault(page, "servers").await?;
        let character = "line 3, column 1: found the character '<', expected a host name";
        assert!(told.starts_with(character), "{told}");
        let faults = page.faults("servers").await?;
        let starts = [
            "line 3, column 1: ",
            "line 4, column 4: found the character '\\0'",
            "line 5, column 6: found the character '\\u{202e}'",
            "line 6, column 5: found port 70000, expected a port from 1 to 65535",
        ];
        assert_eq!(faults.len(), starts.len(), "{faults:?}");
        for (fault, start) in faults.iter().zip(starts) {
            assert!(fault.starts_with(start), "{start}: {fault}");
        }
        assert_eq!(page.text_in("Servers").await?, list);
        let good = ["good:1", "fine:2"].map(str::to_owned).to_vec();
        page.until_seen("the good lines are placed", good, async || {
            let picture = page.picture().await?;
            let names = picture.node_names().into_iter();
            Ok(names.map(str::to_owned).collect::<Vec<_>>())
        })
        .await
    });
}

#[test]
fn a_malformed_scenario_is_reported_and_changes_nothing() {
    visit(async |page| {
        page.click_node("node-2").await?;
        let (before, news) = (page.picture().await?, page.news().await?);
        let scenario = r#"{ "ringside": 1, "policy": { "placement": "plain" },
  "nodes": [{ "name": "a" }, { "name": "b" }], "sessions": { "prefix": "s-", "count": 9 },
  "events": [{ "crash": "a" }, { "crash": "a" }] }"#;
        page.open_file("mine.json", scenario).await?;
        let complaint = page
            .until("the fault is reported", async || page.complaint().await)
            .await?;
        assert_eq!(
            complaint,
            "mine.json was not opened: line 3, column 43: in events[1].crash: a is down already. Nothing has changed."
        );
        assert_eq!(page.picture().await?, before);
        assert_eq!(page.news().await?, news);
        page.click_button("OK").await?;
        assert_eq!(page.complaint().await?, None);
        Ok(())
    });
}

/// The first fault of a list, once there is one.
async fn fault(page: &Page, list: &str) -> Outcome<String> {
    page.until("a fault is reported", async || {
        Ok(page.faults(list).await?.into_iter().next())
    })
    .await
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
