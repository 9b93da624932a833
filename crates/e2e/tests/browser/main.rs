//! The page, used by a person.

mod worked_example;
