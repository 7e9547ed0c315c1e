//! Whole tables: `tables` as people have them, `hostile` ones that are made to fill the memory, and `properties` that
//! hold for any.

mod hostile;
mod properties;
mod tables;
