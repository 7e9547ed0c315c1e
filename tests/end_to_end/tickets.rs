//! The ticket classifier in whole conversations: good, damaged, useless and no answers, in both eras.
