//! The chart beside the report.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use end_to_end::host::BOTH;

use super::*;

fn images(outcome: &Outcome) -> Vec<&Value> {
    let content = outcome.result.as_ref().unwrap()["content"].as_array().unwrap();
    content.iter().filter(|block| block["type"] == "image").collect()
}

#[tokio::test(start_paused = true)]
async fn a_chart_stands_beside_the_report_in_every_era() {
    let mut pictures = Vec::new();
    for era in BOTH {
        let model = Model::replies([Reply::says("no"), Reply::json(good())]);
        let mut host = host(era, Offers::Sampling, model, &[]).await;
        let outcome = host.call("narrate_metrics", json!({"csv": csv()})).await;
        assert_eq!(outcome.source(), ("model", None));
        let [image] = images(&outcome)[..] else { panic!("one picture: {outcome:?}") };
        assert_eq!(image["mimeType"], "image/png");
        let png = BASE64_STANDARD.decode(image["data"].as_str().unwrap()).unwrap();
        assert!(png.len() <= 200_000, "{}", png.len());
        // The signature, and width and height in the first chunk (PNG specification, 5.2 and 11.2.1).
        assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(
            (&png[16..20], &png[20..24]),
            (&1200_u32.to_be_bytes()[..], &675_u32.to_be_bytes()[..])
        );
        pictures.push(png);
    }
    assert_eq!(pictures[0], pictures[1]);
}

#[tokio::test(start_paused = true)]
async fn a_caller_may_do_without_a_chart() {
    let outcome = narrate(BOTH[0], [Reply::json(good())]).await;
    assert_eq!(images(&outcome), Vec::<&Value>::new());
    let mut host = host(BOTH[0], Offers::Nothing, Model::never(), &[]).await;
    let outcome = host.call("narrate_metrics", json!({"csv": csv(), "chart": "svg"})).await;
    let refused = format!("{outcome:?}");
    assert!(refused.contains("send one of \\\"png\\\", \\\"none\\\""), "{refused}");
}
