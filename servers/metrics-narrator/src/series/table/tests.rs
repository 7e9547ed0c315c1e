//! Whole tables: `tables` as people have them, `times` in unusual forms, `choices` that could be read wrongly, `codes`
//! for missing values, `durations`, columns that are `left_out`, `hostile` ones that are made to fill the memory, and
//! `properties` that hold for any.

mod choices;
mod codes;
mod durations;
mod hostile;
mod left_out;
mod properties;
mod tables;
mod times;
