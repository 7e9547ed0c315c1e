//! The words that act on the words around them: negations and degree words.
//!
//! They are closed classes, which a reader can check at a glance, and no rules; `negation` and `rules` say
//! what they do. `valence` enters them in the lexicon.

/// Negations of the published method. Words that contain "n't" negate as well.
pub(super) const PUBLISHED_NEGATIONS: &str = "\
    ain't aint aren't arent can't cannot cant couldn't couldnt daren't darent despite didn't \
    didnt doesn't doesnt don't dont hadn't hadnt hasn't hasnt haven't havent isn't isnt mightn't \
    mightnt mustn't mustnt needn't neednt neither never none nope nor not nothing nowhere \
    oughtn't oughtnt rarely seldom shan't shant shouldn't shouldnt uh-uh uhuh wasn't wasnt \
    weren't werent without won't wont wouldn't wouldnt";

/// Further words that reverse what follows: negative subjects, near negatives ("hardly") and verbs
/// that deny what they govern ("lacks charm", "fails to impress"), after Huddleston & Pullum (2002),
/// "The Cambridge Grammar of the English Language", chapter 9.
pub(super) const MORE_NEGATIONS: &str = "\
    barely fail failed fails hardly lack lacked lacking lacks no-one nobody noone scarcely \
    unable";

/// Degree words of the published method that raise the intensity of what follows.
pub(super) const INTENSIFIERS: &str = "\
    absolutely amazingly awfully completely considerable considerably decidedly deeply effing \
    enormous enormously entirely especially exceptional exceptionally extreme extremely \
    fabulously flippin flipping frackin fracking frickin fricking friggin frigging fuckin \
    fucking fuggin fugging fully greatly hella highly hugely incredible incredibly intensely \
    major majorly more most particularly purely quite really remarkably so substantially \
    thoroughly total totally tremendous tremendously uber unbelievably unusually utter utterly \
    very";

/// Degree words of the published method that lower it. Those of two words are in `idioms`.
pub(super) const DAMPENERS: &str = "\
    almost barely hardly kind-of kinda kindof less little marginal marginally occasional \
    occasionally partly scarce scarcely slight slightly somewhat sort-of sorta sortof";
