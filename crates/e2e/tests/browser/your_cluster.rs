//! One's own servers and keys: placed as one's own client places them.

use e2e::{Outcome, Page, visit};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn bad_lines_are_told_and_good_ones_stand_on_the_ring() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.type_into(
            "Servers",
            "10.0.0.1:11211\n10.0.0.2:70000\n10.0.0.3:11211\nbad host:1\n",
        )
        .await?;
        names_become(page, &["10.0.0.1:11211", "10.0.0.3:11211"]).await?;
        let faults = page.faults("servers").await?;
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert_eq!(
            faults[0],
            "line 2, column 10: found port 70000, expected a port from 1 to 65535"
        );
        assert!(faults[1].starts_with("line 4, column "), "{faults:?}");
        assert_eq!(page.list_said("servers").await?, "2 servers read.");
        Ok(())
    });
}

#[test]
fn a_list_is_still_there_when_the_page_is_loaded_again() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.paste("Servers", "cache-1:11211\ncache-2:11211\nnonsense:port\n")
            .await?;
        page.paste("Keys", "ada\ngrace\n").await?;
        page.reload().await?;
        page.open_your_cluster().await?;
        assert_eq!(
            page.text_in("Servers").await?,
            "cache-1:11211\ncache-2:11211\nnonsense:port\n"
        );
        assert_eq!(page.text_in("Keys").await?, "ada\ngrace\n");
        names_become(page, &["cache-1:11211", "cache-2:11211"]).await?;
        let keys: Vec<String> = page
            .picture()
            .await?
            .sessions
            .iter()
            .map(|it| it.key().into())
            .collect();
        assert_eq!(keys.len(), 2, "{keys:?}");
        Ok(())
    });
}

#[test]
fn lists_are_opened_from_files() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.give_file("Open a file: Servers", "servers.txt", "a:1\nb:2 5\n")
            .await?;
        names_become(page, &["a:1", "b:2"]).await?;
        page.give_file("Open a file: Keys", "keys.txt", "one\ntwo\nthree\n")
            .await?;
        page.until_seen("three sessions are drawn", 3, async || {
            Ok(page.picture().await?.sessions.len())
        })
        .await?;
        assert_eq!(page.text_in("Servers").await?, "a:1\nb:2 5\n");
        // The same field takes another file, also of the same name.
        page.give_file("Open a file: Servers", "servers.txt", "c:3\n")
            .await?;
        names_become(page, &["c:3"]).await
    });
}

#[test]
fn lists_are_dropped_onto_their_fields() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.drop_file("Servers", "servers.txt", "a:1\nb:2\n")
            .await?;
        names_become(page, &["a:1", "b:2"]).await?;
        page.drop_file("Keys", "keys.txt", "one\ntwo\n").await?;
        until_counted(page, 2).await?;
        assert_eq!(page.text_in("Keys").await?, "one\ntwo\n");
        Ok(())
    });
}

#[test]
fn a_click_among_very_many_sessions_selects_the_nearest() {
    visit(async |page| {
        page.open_your_cluster().await?;
        until_counted(page, 1000).await?;
        page.click_cloud(0.3).await?;
        let first = page.selected_session().await?;
        assert!(first.is_some());
        assert_eq!(page.probes().await?.len(), 1);
        page.open_panel("Inspect").await?;
        page.click_cloud(0.8).await?;
        assert_ne!(page.selected_session().await?, first);
        Ok(())
    });
}

#[test]
fn without_keys_sessions_are_made_up() {
    visit(async |page| {
        page.open_your_cluster().await?;
        names_become(
            page,
            &[
                "10.0.0.1:11211",
                "10.0.0.2:11211",
                "10.0.0.3:11211",
                "10.0.0.4:11211",
            ],
        )
        .await?;
        page.open_panel("Table").await?;
        assert_eq!(page.table_said().await?, "1000 of 1000 keys");
        Ok(())
    });
}

#[test]
fn keys_of_other_scripts_are_placed_as_they_are() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.paste("Keys", "ключ\n鍵\n🗝️\n\"quoted\",comma\n<i>tag</i>\n")
            .await?;
        let keys = ["\"quoted\",comma", "<i>tag</i>", "ключ", "鍵", "🗝️"];
        page.until_seen("the keys are placed", keys.map(str::to_owned), async || {
            let picture = page.picture().await?;
            let mut keys: Vec<String> = picture.sessions.iter().map(|it| it.key().into()).collect();
            keys.sort();
            Ok(keys.try_into().unwrap_or_default())
        })
        .await?;
        page.open_panel("Table").await?;
        page.click_button("Save as CSV").await?;
        let csv = page.saved("ringside-table.csv").await?;
        assert!(csv.contains("\r\nключ,"), "{csv}");
        assert!(csv.contains("\r\n\"\"\"quoted\"\",comma\","), "{csv}");
        Ok(())
    });
}

#[test]
fn the_greatest_weights_break_no_client() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.paste("Servers", "heavy:1 1000000\nheavier:2 1000000\nlight:3 1\n")
            .await?;
        names_become(page, &["heavy:1", "heavier:2", "light:3"]).await?;
        // Machine words are shorter in the browser than in the page's own tests.
        page.open_panel("Settings").await?;
        for client in page.choices("Client profile").await? {
            page.choose("Client profile", &client).await?;
            until_counted(page, 1000).await?;
            page.is_whole().await?;
            if client == "Plain ring, points by hand" {
                let complaint = page.complaint().await?.unwrap_or_default();
                assert!(complaint.contains("the weights would make"), "{complaint}");
            } else {
                assert_eq!(page.chosen("Client profile").await?, client);
                assert_eq!(page.complaint().await?, None, "{client}");
            }
        }
        Ok(())
    });
}

#[test]
fn a_hundred_thousand_keys_are_placed_searched_and_broken_and_one_more_is_told() {
    visit(async |page| {
        page.open_your_cluster().await?;
        let keys = numbered("user", 100_001);
        page.give_file("Open a file: Keys", "keys.txt", keys)
            .await?;
        until_counted(page, 100_000).await?;
        assert_eq!(
            page.faults("keys").await?,
            ["line 100001, column 1: found key number 100001, expected at most 100000 keys"]
        );
        page.open_panel("Table").await?;
        assert_eq!(page.table_said().await?, "100000 of 100000 keys");

        page.type_into("Search", "user-99999").await?;
        page.until_seen("one key is found", "1 of 100000 keys".into(), async || {
            page.table_said().await
        })
        .await?;
        assert_eq!(page.table_rows().await?[0][0], "user-99999");
        page.type_into("Search", "10.0.0.2:11211").await?;
        page.until_seen("all rows have the node that was sought", true, async || {
            let rows = page.table_rows().await?;
            Ok(!rows.is_empty() && rows.iter().all(|row| row[2] == "10.0.0.2:11211"))
        })
        .await?;

        page.click_node("10.0.0.2:11211").await?;
        until_counted(page, 100_000).await?;
        let legend = page.picture().await?.legend;
        assert!(legend["replica"] > 10_000, "{legend:?}");
        assert_eq!(legend["lost"], 0, "{legend:?}");
        Ok(())
    });
}

#[test]
fn the_table_is_paged() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.open_panel("Table").await?;
        assert!(!page.is_enabled("Back").await?);
        let first = page.table_rows().await?;
        page.click_button("Next").await?;
        let second = page.table_rows().await?;
        assert_ne!(first[0], second[0]);
        page.click_button("Back").await?;
        assert_eq!(page.table_rows().await?, first);
        Ok(())
    });
}

#[test]
fn a_key_of_the_table_is_followed_on_the_ring() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.open_panel("Table").await?;
        let row = page.table_rows().await?[7].clone();
        page.click_button(&row[0]).await?;
        assert_eq!(page.selected_session().await?.as_ref(), Some(&row[0]));
        assert_eq!(page.probes().await?, [format!("{} hit", row[2])]);
        Ok(())
    });
}

#[test]
fn the_saved_table_is_what_real_clients_answer_and_what_the_command_prints() {
    visit(async |page| {
        page.open_your_cluster().await?;
        for (client, list) in [
            ("nginx-consistent", "same_host3"),
            ("spymemcached", "five_mixed"),
        ] {
            let asked = Asked::read(client, list);
            page.choose_value("Client", client).await?;
            page.paste("Servers", &asked.servers).await?;
            let names: Vec<&str> = asked.names.iter().map(String::as_str).collect();
            names_become(page, &names).await?;
            page.open_panel("Table").await?;
            // The ring may have these nodes already, from the client before.
            let begin = asked.primaries[..50].to_vec();
            page.until_seen("the table is this client's", begin, async || {
                let rows = page.table_rows().await?;
                Ok(rows.into_iter().map(|row| row[2].clone()).collect())
            })
            .await?;
            page.click_button("Save as CSV").await?;
            let saved = page.saved("ringside-table.csv").await?;
            // The mark is for spreadsheets.
            let saved = table(saved.strip_prefix('\u{feff}').expect("a mark"));
            page.open_panel("Servers and keys").await?;

            let printed = table(&placed(page, client, &asked)?);
            assert_eq!(saved.len(), 1 + asked.primaries.len());
            assert_eq!(saved.len(), printed.len());
            for (saved, printed) in saved.iter().zip(&printed) {
                // The page adds what is true of the key now.
                assert_eq!(saved[..printed.len()], printed[..], "{client}, {list}");
            }
            for (row, primary) in saved[1..].iter().zip(&asked.primaries) {
                assert_eq!(&row[1], primary, "{client}, {list}, {}", row[0]);
            }
        }
        Ok(())
    });
}

/// What a real client was asked, and what it answered; from the model's fixtures.
struct Asked {
    servers: String,
    names: Vec<String>,
    primaries: Vec<String>,
}

impl Asked {
    fn read(client: &str, list: &str) -> Self {
        let file = workspace().join(format!(
            "crates/model/tests/fixtures/clients/{client}/{list}.txt"
        ));
        let text = fs::read_to_string(&file).expect("a fixture");
        let (head, answers) = text.split_once("\nanswers\n").expect("a head and answers");
        assert!(
            head.contains("\nkeys session\n"),
            "the keys are session-0 and so on"
        );
        let servers: Vec<&str> = head
            .lines()
            .filter_map(|line| line.strip_prefix("server "))
            .collect();
        let name = |server: &&str| server.split(' ').next().unwrap_or_default().to_owned();
        let names: Vec<String> = servers.iter().map(name).collect();
        let primary = |word: &str| {
            let digit = word.chars().next().and_then(|digit| digit.to_digit(36));
            names[digit.expect("a digit") as usize].clone()
        };
        Self {
            primaries: answers.split_ascii_whitespace().map(primary).collect(),
            servers: servers.join("\n"),
            names,
        }
    }
}

/// What the command line prints for the same lists.
fn placed(page: &Page, client: &str, asked: &Asked) -> Outcome<String> {
    let keys = numbered("session", asked.primaries.len());
    let output = Command::new(env!("CARGO"))
        .args([
            "run",
            "--quiet",
            "--package",
            "ringside-model",
            "--example",
            "place",
            "--",
        ])
        .args(["--client", client, "--servers"])
        .arg(page.file("servers.txt", &asked.servers)?)
        .arg("--keys")
        .arg(page.file("keys.txt", keys)?)
        .current_dir(workspace())
        .output()
        .expect("the command runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The fields of a CSV file in which none is quoted.
fn table(csv: &str) -> Vec<Vec<String>> {
    csv.lines()
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect()
}

/// Keys that are a word and a number, one a line.
fn numbered(word: &str, count: usize) -> String {
    let lines: Vec<String> = (0..count).map(|at| format!("{word}-{at}\n")).collect();
    lines.concat()
}

async fn names_become(page: &Page, names: &[&str]) -> Outcome {
    let expected: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    page.until_seen("the ring has the nodes of the list", expected, async || {
        let picture = page.picture().await?;
        Ok(picture
            .node_names()
            .into_iter()
            .map(str::to_owned)
            .collect())
    })
    .await
}

async fn until_counted(page: &Page, sessions: usize) -> Outcome {
    page.until_seen("the legend counts all sessions", sessions, async || {
        Ok(page.picture().await?.legend.values().sum())
    })
    .await
}
