//! Whole tables: `tables` as people have them, `choices` that could be read wrongly, `hostile` ones that are made to fill
//! the memory, and `properties` that hold for any.

mod choices;
mod hostile;
mod properties;
mod tables;
