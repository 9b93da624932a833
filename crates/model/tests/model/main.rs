//! The model's tests, in one program: it is linked once, and its tests share the machine. Only what
//! counts memory stands alone, in `memory.rs`.

mod agreement;
mod answers;
mod cases;
mod conformance;
mod damage;
mod example;
mod figures;
mod generate;
mod lessons;
mod link;
mod links;
mod lists;
mod oracle;
mod picture;
mod place_example;
mod presets;
mod ring_properties;
mod scenario;
mod slices;
mod stage;
mod theory;
mod tidy;
mod world;
