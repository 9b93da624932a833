//! Prints the JSON Schema of the scenario, generated from the model's types.
//!
//! ```text
//! cargo run -p ringside-model --example schema > docs/scenario.schema.json
//! ```

use ringside_model::scenario::Document;

fn main() {
    let schema = schemars::schema_for!(Document<'_>);
    println!("{:#}", schema.as_value());
}
