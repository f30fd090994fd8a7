//! One generated digest, as Markdown in the documented shape.

use super::plots::{Plot, Telling, capital, host, tellings, word};
use super::rng::Rng;
use super::words::Words;
use dayfold_model::Date;

// What numbers are drawn for: what all languages share, and the words of each.
const SHAPE: u64 = 1;
const TEXT: u64 = 2;
const LINK: u64 = 3;
const PERSON: u64 = 11;
const PLACE: u64 = 12;
const DAY: u64 = 13;

/// The digest of the day with that number, in a language. Its stories, their order and their
/// ids are the same in all of them.
pub(super) fn digest(day: u32, date: Date, words: &Words) -> String {
    digest_of(&tellings(day), day, date, words)
}

/// The digest of a day on which that is told.
pub(super) fn digest_of(tellings: &[Telling], day: u32, date: Date, words: &Words) -> String {
    let mut rng = Rng::new(&[DAY, u64::from(day)]);
    let mut day_tags: Vec<String> = Vec::new();
    let mut points = Vec::new();
    let mut body = String::new();
    let mut topic = None;
    for telling in tellings {
        if topic.replace(telling.plot.topic) != Some(telling.plot.topic) {
            let section = &words.topics[telling.plot.topic];
            body += &format!("## {} {}\n\n", section.icon, section.title);
            if rng.percent(15) {
                let lead = pick(&mut rng, words.leads);
                body += &Text::new(words, &telling.plot, &mut rng).fill(lead);
                body += "\n\n";
            }
        }
        let story = Story::new(telling, date, words);
        for tag in &story.tags {
            if !day_tags.contains(tag) {
                day_tags.push(tag.clone());
            }
        }
        let tells = pick(&mut rng, words.tells);
        let point = Text::new(words, &telling.plot, &mut rng).fill(tells);
        points.push(match &story.id {
            Some(id) => format!("- {point} {{story={id}}}\n"),
            None => format!("- {point}\n"),
        });
        body += &story.markdown;
    }
    let of_first = |list: &'static [&'static str], rng: &mut Rng| match tellings.first() {
        Some(telling) => {
            let template = pick(rng, list);
            Text::new(words, &telling.plot, rng).fill(template)
        }
        None => words.site.to_owned(),
    };
    let title = of_first(words.days, &mut rng);
    let lead = of_first(words.leads, &mut rng);
    let mut front = format!(
        "---\ntitle: \"{title}\"\ndate: {date}\nupdated: {date}T06:05:00Z\nlang: {}\n",
        words.lang
    );
    if !day_tags.is_empty() {
        front += "tags:\n";
    }
    for tag in &day_tags {
        front += &format!("  - {tag}\n");
    }
    while points.len() > 6 {
        points.remove(rng.below(points.len()));
    }
    format!(
        "{front}---\n\n{lead}\n\n## {}\n\n{}\n{body}## {}\n\n{}\n",
        words.takeaways,
        points.concat(),
        words.footer,
        words.closing
    )
}

struct Story {
    id: Option<String>,
    tags: Vec<String>,
    markdown: String,
}

impl Story {
    fn new(telling: &Telling, date: Date, words: &Words) -> Self {
        let plot = &telling.plot;
        let mut shape = plot.rng(telling.index, SHAPE);
        let id = shape.percent(40).then(|| plot.slug());
        // Some digests bring yesterday's story again as it was.
        let is_again = telling.index > 0 && shape.percent(6);
        let index = telling.index - usize::from(is_again);
        let mut rng = plot.rng(index, TEXT);
        let mut form = plot.rng(index, SHAPE);

        let headlines = match index {
            0 => words.first,
            _ if telling.is_last && !is_again => words.last,
            _ => words.then,
        };
        let headline = pick(&mut rng, headlines);
        let headline = Text::new(words, plot, &mut rng).fill(headline);
        let sources = sources(plot, index, date);
        let mut markdown = match &sources[..] {
            [(_, url), ..] if form.percent(25) => format!("### [{headline}]({url})"),
            _ => format!("### {headline}"),
        };
        if let Some(id) = &id {
            markdown += &format!(" {{#{id}}}");
        }
        markdown += "\n\n";
        if form.percent(8) {
            markdown += &format!("Kicker: {} | {}\n\n", 1 + form.below(9), form.below(900));
        }
        markdown += &body(&mut form, Text::new(words, plot, &mut rng).marking());
        let links: Vec<_> = sources
            .iter()
            .map(|(name, url)| format!("[{name}]({url})"))
            .collect();
        markdown += &format!("{}{} {}\n", words.source, words.colon, links.join(" | "));
        let tags: Vec<_> = plot
            .tags
            .iter()
            .map(|tag| label(*tag, words, &mut shape))
            .collect();
        markdown += &format!("\n{}{} {}\n\n", words.tags, words.colon, tags.join(", "));
        Self { id, tags, markdown }
    }
}

/// The text of a story: mostly paragraphs with a label, else plain ones, a list or a quote.
fn body(form: &mut Rng, mut text: Text<'_, '_>) -> String {
    let words = text.words;
    let mut body = String::new();
    match form.below(10) {
        0..=4 => {
            let label = text.label(words.happened);
            let told = text.sentences(words.tells, 3);
            body += &format!("{label} {told}\n\n");
            let label = text.label(words.matters);
            let why = text.sentences(words.explains, 2);
            body += &format!("{label} {why}\n\n");
            if form.percent(90) {
                let label = text.label(words.next);
                let next = text.sentences(words.expects, 2);
                body += &format!("{label} {next}\n\n");
            }
        }
        5..=7 => {
            body += &text.sentences(words.tells, 3);
            body += "\n\n";
            body += &text.sentences(words.explains, 3);
            body += "\n\n";
            if form.percent(60) {
                body += &text.sentences(words.expects, 2);
                body += "\n\n";
            }
        }
        8 => {
            body += &text.sentences(words.tells, 3);
            body += &format!("\n\n{}\n\n", text.label(words.next));
            for point in text.several(words.points, 3) {
                body += &format!("- {point}\n");
            }
            body += "\n";
        }
        _ => {
            body += &text.sentences(words.tells, 3);
            body += &format!("\n\n> {}\n\n", text.sentences(words.expects, 2));
            body += &text.sentences(words.explains, 2);
            body += "\n\n";
        }
    }
    body
}

/// Where a story is from: names and addresses. A later telling may name the first one's.
fn sources(plot: &Plot, index: usize, date: Date) -> Vec<(String, String)> {
    let mut links = plot.rng(index, LINK);
    let link = |index: usize, rng: &mut Rng| {
        let host = host(rng);
        let url = format!(
            "https://{host}.example/{:04}/{}-{index}",
            date.year(),
            plot.slug()
        );
        (capital(&host), url)
    };
    let mut sources = vec![link(index, &mut links)];
    if links.percent(35) {
        sources.push(link(index, &mut links));
    }
    if index > 0 && links.percent(25) {
        sources.push(link(0, &mut plot.rng(0, LINK)));
    }
    sources.dedup();
    sources
}

/// A tag as it is written: now and then not as elsewhere.
fn label(tag: usize, words: &Words, rng: &mut Rng) -> String {
    // The ends turn faster, and each round of the starts is shifted by one.
    let starts = words.tag_starts.len();
    let start = words.tag_starts[tag % starts];
    let end = words.tag_ends[(tag + tag / starts) % words.tag_ends.len()];
    match rng.below(100) {
        0 | 1 => format!("{start}{}{end}", words.space).to_lowercase(),
        2 | 3 => format!("{start}-{end}"),
        4 => format!("{start}{end}"),
        _ => format!("{start}{}{end}", words.space),
    }
}

fn pick(rng: &mut Rng, list: &'static [&'static str]) -> &'static str {
    rng.pick(list)
}

/// Puts words into sentences.
struct Text<'a, 'r> {
    words: &'a Words,
    plot: &'a Plot,
    rng: &'r mut Rng,
    /// Whether the company is still to be marked as an entity.
    mark: bool,
}

impl<'a, 'r> Text<'a, 'r> {
    fn new(words: &'a Words, plot: &'a Plot, rng: &'r mut Rng) -> Self {
        Self {
            words,
            plot,
            rng,
            mark: false,
        }
    }

    fn marking(mut self) -> Self {
        self.mark = self.plot.is_marked;
        self
    }

    fn label(&mut self, of: &'static [&'static str]) -> String {
        format!("**{}{}**", pick(self.rng, of), self.words.colon)
    }

    /// So many different sentences.
    fn sentences(&mut self, of: &'static [&'static str], number: usize) -> String {
        let all = self.several(of, number);
        // Languages that write no space between words write none between sentences.
        let is_spaced = self.words.between_names == " ";
        all.join(if is_spaced { " " } else { "" })
    }

    fn several(&mut self, of: &'static [&'static str], number: usize) -> Vec<String> {
        let first = self.rng.below(of.len());
        (0..number.min(of.len()))
            .map(|at| self.fill(of[(first + at * 3) % of.len()]))
            .collect()
    }

    fn fill(&mut self, template: &str) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, from)) = rest.split_once('{') {
            text += before;
            let (slot, behind) = from.split_once('}').unwrap_or((from, ""));
            text += &self.word(slot);
            rest = behind;
        }
        text += rest;
        capital(&text)
    }

    fn word(&mut self, slot: &str) -> String {
        let (words, plot) = (self.words, self.plot);
        let nouns = words.topics[plot.topic].nouns;
        match slot {
            "org" if std::mem::take(&mut self.mark) => {
                let company = &plot.company;
                format!("{} [{}:{}]", company.name, words.kind, company.full_name)
            }
            "org" => plot.company.name.clone(),
            "thing" => plot.thing.clone(),
            "person" => {
                let mut rng = Rng::new(&[PERSON, plot.person]);
                let first = capital(&word(&mut rng, 2, words.syllables));
                let last = capital(&word(&mut rng, 3, words.syllables));
                [first, last].join(words.between_names)
            }
            "place" => {
                let mut rng = Rng::new(&[PLACE, plot.place]);
                capital(&word(&mut rng, 3, words.syllables))
            }
            "adj" => pick(self.rng, words.adjectives).to_owned(),
            "n" => (2 + self.rng.rank(900)).to_string(),
            "noun" if self.rng.percent(70) => {
                let favourite = plot.nouns[self.rng.below(plot.nouns.len())];
                nouns[favourite % nouns.len()].to_owned()
            }
            _ => pick(self.rng, nouns).to_owned(),
        }
    }
}
