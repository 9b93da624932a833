//! Server lists with something wrong in them: told, kept, and harmless.

use e2e::{Outcome, Page, visit};

/// A third line that is wrong, where in it, and what is said.
const BAD_LINES: [(&str, usize, &str); 21] = [
    ("bad:0", 5, "found port 0, expected a port from 1 to 65535"),
    (
        "bad:70000",
        5,
        "found port 70000, expected a port from 1 to 65535",
    ),
    ("bad:-1", 5, "found port -1"),
    ("bad:port", 5, "found port \"port\""),
    ("bad:", 5, "found port \"\""),
    ("bad:1 0", 7, "found weight 0"),
    ("bad:1 -4", 7, "found weight -4"),
    ("bad:1 1.5", 7, "found weight \"1.5\""),
    (
        "bad:1 99999999999999999999",
        7,
        "found weight 99999999999999999999",
    ),
    (
        "good:1",
        1,
        "found the server good:1 again, expected each server once (line 1 has it already)",
    ),
    (
        "::1",
        1,
        "found the IPv6 address ::1 without brackets, expected brackets",
    ),
    (
        "[::1:11211",
        1,
        "expected a closing bracket after an IPv6 address",
    ),
    (
        "[nonsense]:1",
        2,
        "expected an IPv6 address between the brackets",
    ),
    ("[::1]x:1", 6, "expected a colon and a port"),
    (
        "256.0.0.1:1",
        1,
        "expected an IPv4 address of four numbers from 0 to 255",
    ),
    ("with space:1", 6, "found"),
    (":11211", 1, "expected a host name or address"),
    ("<b>bold</b>:1", 1, "found the character '<'"),
    ("be\u{7}ll:1", 3, "found the character '\\u{7}'"),
    ("nul\0l:1", 4, "found the character '\\0'"),
    ("right\u{202e}left:1", 6, "found the character '\\u{202e}'"),
];

/// Lists that say nothing, and what is said of them.
const EMPTY: [&str; 3] = ["", " \n\n  \n", "# only a comment\n"];

#[test]
fn a_bad_line_is_told_and_kept_and_the_good_ones_are_placed() {
    visit(async |page| {
        page.open_your_cluster().await?;
        for (line, column, fault) in BAD_LINES {
            reset(page).await?;
            let list = format!("good:1\nfine:2\n{line}\n");
            give(page, &list).await?;
            let told = told(page).await?;
            let expected = format!("line 3, column {column}: ");
            assert!(
                told.starts_with(&expected),
                "{expected} of {line:?}: {told}"
            );
            assert!(told.contains(fault), "{fault} of {line:?}: {told}");
            kept(page, &list).await?;
            names_become(page, &["good:1", "fine:2"]).await?;
            page.is_whole().await?;
        }
        Ok(())
    });
}

#[test]
fn a_list_of_nothing_is_told_and_the_ring_stays() {
    visit(async |page| {
        page.open_your_cluster().await?;
        for list in EMPTY {
            reset(page).await?;
            page.paste("Servers", list).await?;
            let told = told(page).await?;
            assert_eq!(
                told,
                "line 1, column 1: found an empty list, expected at least one server"
            );
            kept(page, list).await?;
            names_become(page, &["before:1"]).await?;
        }
        Ok(())
    });
}

#[test]
fn a_list_far_too_long_is_told_and_breaks_nothing() {
    let thousand_and_one = (0..1001).fold(String::new(), |list, at| format!("{list}n{at}:1\n"));
    let long_name = format!("good:1\nfine:2\n{}:1\n", "h".repeat(300));
    let long_line = "x".repeat(10_000_000);
    visit(async |page| {
        page.open_your_cluster().await?;
        for (list, fault, nodes) in [
            (&long_name, "expected a host name of at most 253 bytes", 2),
            (&long_line, "expected a host name of at most 253 bytes", 1),
            (
                &thousand_and_one,
                "found server number 1001, expected at most 1000 servers",
                1000,
            ),
        ] {
            reset(page).await?;
            give(page, list).await?;
            let told = told(page).await?;
            assert!(told.contains(fault), "{fault}: {told}");
            kept(page, list).await?;
            page.until_seen("the good lines are placed", nodes, async || {
                Ok(page.picture().await?.nodes.len())
            })
            .await?;
            if list.len() > SHOWN_WHOLE {
                page.click_button("Empty it").await?;
            }
            page.is_whole().await?;
        }
        Ok(())
    });
}

/// A list of so many bytes is shown whole.
const SHOWN_WHOLE: usize = 64 * 1024;

/// Places another list, so that what comes next can be told from it.
async fn reset(page: &Page) -> Outcome {
    page.paste("Servers", "before:1\n").await?;
    names_become(page, &["before:1"]).await
}

async fn give(page: &Page, list: &str) -> Outcome {
    page.give_file("Open a file: Servers", "servers.txt", list)
        .await
}

/// The first fault, once there is one. No message repeats a whole file.
async fn told(page: &Page) -> Outcome<String> {
    let told = page
        .until("a fault is told", async || {
            Ok(page.faults("servers").await?.into_iter().next())
        })
        .await?;
    assert!(told.len() < 400, "a message of {} bytes", told.len());
    Ok(told)
}

/// The text stays as it was given; of a long one the field shows the beginning.
async fn kept(page: &Page, list: &str) -> Outcome {
    let kept: String = page
        .ask("named({ role: 'field', name: 'Servers' }).value")
        .await?;
    if list.len() <= SHOWN_WHOLE {
        assert_eq!(kept.chars().count(), list.chars().count());
    } else {
        assert!(!kept.is_empty() && list.starts_with(&kept), "{kept:.100}");
    }
    Ok(())
}

#[test]
fn a_server_list_that_is_not_utf8_changes_nothing() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.paste("Servers", "before:1\n").await?;
        names_become(page, &["before:1"]).await?;
        page.give_file(
            "Open a file: Servers",
            "servers.txt",
            b"good:1\n\xff\xfe:1\n",
        )
        .await?;
        let complaint = page
            .until("it is told", async || page.complaint().await)
            .await?;
        assert!(
            complaint.contains("servers.txt was not opened: line 2, column 1"),
            "{complaint}"
        );
        assert_eq!(page.text_in("Servers").await?, "before:1\n");
        names_become(page, &["before:1"]).await
    });
}

#[test]
fn the_greatest_weights_break_no_client() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.paste("Servers", "heavy:1 1000000\nheavier:2 1000000\nlight:3 1\n")
            .await?;
        names_become(page, &["heavy:1", "heavier:2", "light:3"]).await?;
        for client in page.choices("Client").await? {
            page.choose("Client", &client).await?;
            page.until_seen("the legend counts all sessions", 1000, async || {
                Ok(page.picture().await?.legend.values().sum())
            })
            .await?;
            page.is_whole().await?;
        }
        Ok(())
    });
}

async fn names_become(page: &Page, names: &[&str]) -> Outcome {
    let expected: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    page.until_seen("the ring has the good lines", expected, async || {
        let picture = page.picture().await?;
        Ok(picture
            .node_names()
            .into_iter()
            .map(str::to_owned)
            .collect())
    })
    .await
}
