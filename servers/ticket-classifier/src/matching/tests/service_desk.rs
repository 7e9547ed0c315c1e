//! The built-in categories on tickets as people write them. They were written after the examples of the
//! categories, and none of them is meant to be matched for sure: what counts is how many are.

use crate::taxonomy::Taxonomy;

const TICKETS: [(&str, &[&str]); 10] = [
    (
        "access",
        &[
            "I am locked out of my account after my holiday.",
            "My login to the payroll system does not work, it says wrong password.",
            "Please give Maria permission to read the legal folder.",
            "The authenticator app was on my old phone, now I cannot sign in.",
            "Our trainee has left, please disable his account.",
            "I need access to the archive of the sales team.",
            "My account was blocked after I typed the wrong code.",
        ],
    ),
    (
        "hardware",
        &[
            "My mouse stopped working this morning.",
            "The printer in the lobby prints only blank pages.",
            "The display of my laptop has a crack.",
            "My docking station no longer charges the notebook.",
            "The keyboard got wet and some keys do not respond.",
            "The tablet does not charge any more.",
            "There is a loud noise from the printer.",
        ],
    ),
    (
        "software",
        &[
            "Photoshop crashes when I open a large picture.",
            "Could you install Python on my machine?",
            "After the last update the CRM program shows an error on start.",
            "Our license for the video editor runs out next week.",
            "PowerPoint freezes during every presentation.",
            "The new version of the browser crashes all the time.",
        ],
    ),
    (
        "network",
        &[
            "The Wi-Fi in the canteen keeps dropping.",
            "I cannot connect to the VPN from my hotel.",
            "No internet connection on the whole third floor.",
            "Loading web pages takes forever since yesterday.",
            "The server in Berlin cannot be reached.",
            "Our VPN is very slow in the evening.",
        ],
    ),
    (
        "email",
        &[
            "I do not receive any messages from outside the company.",
            "My calendar shows appointments twice.",
            "Outlook cannot send mails with attachments.",
            "Please add our new colleague to the mailing list of the team.",
            "The meeting invitations from my boss do not arrive.",
            "My mailbox cannot receive mail because it is full.",
        ],
    ),
    (
        "security",
        &[
            "I got a mail that looks like phishing.",
            "My backpack with the company laptop was stolen.",
            "The virus scanner found malware on a USB stick.",
            "I opened a strange attachment and now a window asks for money.",
            "A customer list was sent to the wrong address by mistake.",
            "Someone stole my phone at the airport.",
        ],
    ),
    (
        "data",
        &[
            "Last week's files disappeared from the project folder, please restore them.",
            "The report counts every order twice.",
            "The database import failed with half of the records.",
            "I accidentally overwrote the budget spreadsheet, do we have a backup?",
            "The numbers in the dashboard are wrong since Monday.",
            "Please recover the folder that I deleted yesterday.",
        ],
    ),
    (
        "billing",
        &[
            "There is a mistake in the invoice for June.",
            "I would like a refund for the cancelled subscription.",
            "Why were we charged more than last month?",
            "The payment did not go through, our card was declined.",
            "Please send the bill to the finance department.",
            "The amount on the receipt is not what we agreed.",
        ],
    ),
    (
        "request",
        &[
            "It would be great if the portal had a search box.",
            "I would like to order a new headset.",
            "Please add a column for the due date to the ticket list.",
            "My team needs four new monitors, please approve.",
            "It would be nice to receive a weekly summary of my tickets.",
            "Could you add an export button to the report page?",
        ],
    ),
    (
        "how-to",
        &[
            "How do I set up my voicemail?",
            "Where can I find the policy for private phones?",
            "Can you explain how to merge two calendars?",
            "How can I change the language of the portal?",
            "What are the rules for taking a laptop abroad?",
            "How do I forward my desk phone to my mobile?",
        ],
    ),
];

const OTHER_TEXTS: [&str; 32] = [
    "Is there soup in the canteen today?",
    "What is for lunch on Thursday?",
    "The coffee tastes burnt again.",
    "Will it snow tomorrow?",
    "It is far too hot outside for June.",
    "Who won the match yesterday evening?",
    "Our football team plays in the final on Saturday.",
    "I am looking for somebody to go running with after work.",
    "Happy birthday, dear Susan, and a wonderful year!",
    "Congratulations on the baby, what is her name?",
    "Has anybody found a blue umbrella?",
    "My children caught a cold, so I stay at home tomorrow.",
    "Thank you for the lovely farewell party.",
    "Wann fährt der nächste Bus zum Bahnhof?",
    "Il fait très beau aujourd'hui à Paris.",
    "¿Dónde está la biblioteca?",
    "Das Wetter ist heute wirklich schön.",
    "How do you make a good tomato sauce?",
    "The neighbour's dog barks all night.",
    "I recommend the new film with the talking penguin.",
    "Does anybody want to share a pizza tonight?",
    "Where can I buy a good bicycle?",
    "The rain has flooded the parking lot.",
    "Our choir meets every Wednesday in room four.",
    "My sister is getting married in August!",
    "Can you recommend a dentist?",
    "Quel est le plat du jour à la cantine ?",
    "Kto wygrał mecz w niedzielę?",
    "When does the summer party begin?",
    "I am so happy about my promotion.",
    "The basketball tournament was fun.",
    "How old is the tower in the market square?",
];

/// The name of the category that the built-in set gives a text.
fn category<'t>(taxonomy: &'t Taxonomy, text: &str) -> Option<&'t str> {
    let category = taxonomy.matcher().matches(text).category?;
    taxonomy.names().get(category).map(String::as_str)
}

#[test]
fn most_tickets_of_a_service_desk_get_their_category() {
    let taxonomy = Taxonomy::it_support();
    let tickets =
        TICKETS.iter().flat_map(|(name, texts)| texts.iter().map(move |text| (*name, *text)));
    let all = tickets.clone().count();
    let missed: Vec<_> =
        tickets.filter(|(name, text)| category(&taxonomy, text) != Some(name)).collect();
    assert!(missed.len() * 5 <= all, "{} of {all}: {missed:#?}", missed.len());
}

#[test]
fn few_texts_that_are_no_business_of_a_service_desk_get_one() {
    let taxonomy = Taxonomy::it_support();
    let mut taken = OTHER_TEXTS.to_vec();
    taken.retain(|text| category(&taxonomy, text).is_some());
    assert!(taken.len() * 5 <= OTHER_TEXTS.len(), "{}: {taken:#?}", taken.len());
}
