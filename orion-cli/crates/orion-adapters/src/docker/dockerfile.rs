//! As much of a Dockerfile as has to be known before it is built.

/// What only `BuildKit` sets.
const ITS_ARGUMENTS: [&str; 8] = [
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETARCH",
    "TARGETVARIANT",
    "BUILDPLATFORM",
    "BUILDOS",
    "BUILDARCH",
    "BUILDVARIANT",
];

/// The instructions, each as its words. What continues on the next line belongs to it.
fn instructions(text: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let (line, goes_on) = match line.strip_suffix('\\') {
            Some(line) => (line, true),
            None => (line, false),
        };
        words.extend(line.split_whitespace().map(str::to_owned));
        if !goes_on && !words.is_empty() {
            all.push(std::mem::take(&mut words));
        }
    }
    all.push(words);
    all.retain(|words| !words.is_empty());
    all
}

/// Whether the Dockerfile asks for what the classic builder does not know: options of `RUN`, new ones of `COPY`
/// and `ADD`, files within the file, and the arguments that say for which machine it is.
pub(super) fn needs_buildkit(text: &str) -> bool {
    instructions(text).iter().any(|words| {
        let (Some(instruction), rest) = (words.first(), &words[1..]) else {
            return false;
        };
        let options = || rest.iter().take_while(|word| word.starts_with("--"));
        let within = || {
            rest.iter().any(|word| {
                word.strip_prefix("<<")
                    .is_some_and(|word| !word.is_empty() && !word.starts_with('<'))
            })
        };
        match instruction.to_ascii_uppercase().as_str() {
            "RUN" => options().next().is_some() || within(),
            "COPY" | "ADD" => {
                options()
                    .any(|option| !option.starts_with("--from=") && !option.starts_with("--chown="))
                    || within()
            }
            "ARG" => rest
                .iter()
                .any(|word| ITS_ARGUMENTS.contains(&word.as_str())),
            "FROM" => rest.iter().any(|word| {
                word.strip_prefix("--platform=$")
                    .is_some_and(|name| ITS_ARGUMENTS.contains(&name.trim_matches(['{', '}'])))
            }),
            _ => false,
        }
    })
}

/// The images that it begins from, without those that only an argument names.
pub(super) fn bases(text: &str) -> Vec<String> {
    let mut stages: Vec<String> = Vec::new();
    let mut bases = Vec::new();
    for words in instructions(text) {
        if !words[0].eq_ignore_ascii_case("FROM") {
            continue;
        }
        let words: Vec<_> = words[1..]
            .iter()
            .filter(|word| !word.starts_with("--"))
            .collect();
        let Some(&image) = words.first() else {
            continue;
        };
        let known = image == "scratch" || image.contains('$') || stages.contains(image);
        if !known && !bases.contains(image) {
            bases.push(image.clone());
        }
        if let [_, r#as, name] = words.as_slice()
            && r#as.eq_ignore_ascii_case("as")
        {
            stages.push((*name).clone());
        }
    }
    bases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_classic_builder_does_not_know_needs_buildkit() {
        for text in [
            "FROM a\nRUN cat <x && a << 2\nCOPY --from=b --chown=1 x y",
            "# syntax=docker/dockerfile:1\nFROM --platform=linux/amd64 a",
            "FROM a\n# RUN --mount=x\nRUN make \\\n  --mount",
            "",
        ] {
            assert!(!needs_buildkit(text), "{text}");
        }
        for text in [
            "FROM a\nRUN \\\n  --mount=type=cache,target=/x make",
            "FROM a\nrun <<EOF\nx\nEOF",
            "FROM a\nCOPY --from=b --link x y",
            "FROM a\nCOPY <<\"EOF\" /x\nEOF",
            "FROM a\nARG TARGETARCH",
            "FROM --platform=$BUILDPLATFORM a",
        ] {
            assert!(needs_buildkit(text), "{text}");
        }
    }

    #[test]
    fn bases_are_images_and_no_stages() {
        let text = "ARG V=1\nFROM --platform=linux/amd64 rust:1 AS build\nFROM x:$V\nfrom build\nFROM scratch\nFROM rust:1";
        assert_eq!(bases(text), ["rust:1"]);
    }
}
