//! The checks against a matcher that tries everything, on rules drawn at random.

use super::*;
use alloc::vec::Vec;

/// Numbers by xorshift, the same at every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % limit
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    fn piece(&mut self) -> Piece<'static> {
        let literals = [Piece::Literal("-"), Piece::Literal("a"), Piece::Literal(".7"), Piece::Literal("7a")];
        let items: [&[&str]; 5] = [&["a", "7"], &["", "-"], &["a/a", "-7", "aa"], &["."], &["7.7", "a-a"]];
        match self.below(8) {
            0..=2 => self.of(&literals),
            3 => {
                let min = self.below(3) as u32;
                let max = self.of(&[min, min + 1, u32::MAX]);
                between(min, max)
            }
            4 => Piece::Variable(Class::Int { signed: self.below(2) == 0 }),
            5 => Piece::Variable(Class::Float { signed: self.below(2) == 0 }),
            6 => any(self.of(&items)),
            _ => TEXT,
        }
    }

    fn pieces(&mut self, most: usize) -> Vec<Piece<'static>> {
        (0..1 + self.below(most)).map(|_| self.piece()).collect()
    }

    fn segment(&mut self) -> Part<'static> {
        if self.below(4) == 0 {
            return fixed(self.of(&["a", "7", "", "-a", "7.7"]));
        }
        let pieces = self.pieces(3);
        part(&pieces)
    }

    /// Between one and three segments, or one and a rest, with or without a slash at the end. The first one
    /// is dynamic, so that every pair is a tie.
    fn parts(&mut self) -> Vec<Part<'static>> {
        let mut parts = Vec::new();
        if self.below(3) > 0 {
            let pieces = self.pieces(3);
            parts.push(part(&pieces));
        }
        let takes_rest = self.below(3) == 0 || parts.is_empty();
        if takes_rest {
            let mut pieces = if self.below(2) == 0 { self.pieces(2) } else { Vec::new() };
            pieces.push(PATH);
            match self.below(4) {
                0 => {
                    pieces.push(self.of(&[Piece::Literal("/a"), Piece::Literal("/"), Piece::Literal("-/7")]))
                }
                1 => pieces.extend(self.pieces(2)),
                _ => (),
            }
            let slash = self.below(2) == 0;
            parts.push(if slash { suffixed(&pieces) } else { rest(&pieces) });
            if slash {
                parts.push(fixed(""));
            }
            return parts;
        }
        while self.below(3) == 0 {
            parts.push(self.segment());
        }
        if self.below(3) == 0 {
            parts.push(fixed(""));
        }
        parts
    }
}

/// What the matcher below goes through, from left to right.
#[derive(Clone, Copy)]
enum Token {
    Text(&'static str),
    Variable(Class<'static>, bool),
    NoSlashBefore,
    Slashes(usize),
}

fn tokens(parts: &[Part<'static>], strict: bool) -> Vec<Token> {
    let mut core = parts.to_vec();
    let mut end = Vec::new();
    if parts.len() > 1 && parts[parts.len() - 2].suffixed {
        core.pop();
        end.extend([Token::NoSlashBefore, Token::Slashes(1)]);
    } else if core.last().is_some_and(|part| part.is_static() && part.pattern.is_empty()) {
        core.pop();
        end.push(Token::Slashes(if strict { 1 } else { 2 }));
    } else if !strict && !parts.last().is_some_and(|part| part.rest) {
        end.push(Token::Slashes(1));
    }
    let mut tokens = Vec::new();
    for part in core {
        tokens.push(Token::Text("/"));
        if part.is_static() {
            tokens.push(Token::Text(String::leak(part.pattern.into())));
        }
        tokens.extend(part.pieces.iter().map(|piece| match *piece {
            Piece::Literal(text) => Token::Text(text),
            Piece::Variable(class) => Token::Variable(class, part.rest),
        }));
    }
    tokens.extend(end);
    tokens
}

fn matches(tokens: &[Token], text: &str, at: usize) -> bool {
    let Some((token, tokens)) = tokens.split_first() else {
        return at == text.len();
    };
    let mut ends = at..=text.len();
    match *token {
        Token::Text(literal) => text[at..].starts_with(literal) && matches(tokens, text, at + literal.len()),
        Token::NoSlashBefore => !text[..at].ends_with('/') && matches(tokens, text, at),
        Token::Slashes(most) => {
            ends.any(|end| end - at <= most && only(&text[at..end], "/") && matches(tokens, text, end))
        }
        Token::Variable(class, rest) => {
            ends.any(|end| fits(class, rest, &text[at..end]) && matches(tokens, text, end))
        }
    }
}

fn only(text: &str, characters: &str) -> bool {
    text.chars().all(|character| characters.contains(character))
}

fn fits(class: Class<'_>, rest: bool, text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && only(text, "0123456789");
    let unsigned = |signed| text.strip_prefix('-').filter(|_| signed).unwrap_or(text);
    match class {
        Class::Text { min, max } => {
            !text.contains('/') && (min as usize..=max as usize).contains(&text.chars().count())
        }
        Class::Int { signed } => digits(unsigned(signed)),
        Class::Float { signed } => {
            unsigned(signed).split_once('.').is_some_and(|(whole, part)| digits(whole) && digits(part))
        }
        Class::Path => !text.is_empty() && !text.starts_with('/') && !text[1..].contains('\n'),
        Class::Any(items) => items.contains(&text) && (rest || !text.contains('/')),
        Class::Uuid => unreachable!("none is drawn"),
    }
}

/// Every path of up to six characters, slash before it included, over a small alphabet. Slashes at the start are one.
fn paths() -> Vec<String> {
    let mut paths = alloc::vec![String::from("/")];
    let mut from = 0;
    for _ in 0..5 {
        let to = paths.len();
        for i in from..to {
            for character in "a7-./".chars() {
                paths.push(format!("{}{character}", paths[i]));
            }
        }
        from = to;
    }
    paths.retain(|path| !path.starts_with("//"));
    paths
}

/// Whether a rule would redirect `/` to where it came from.
fn leads_back(parts: &[Part<'static>], strict: bool, path: &str) -> bool {
    path == "/" && strict && matches!(parts, [_, last] if last.is_static() && last.pattern.is_empty())
}

#[test]
fn what_meets_agrees_with_a_matcher_that_tries_everything() {
    let mut draw = Draw(0x5eed_1234_5678_9abc);
    let paths = paths();
    let rules: Vec<_> = (0..240)
        .map(|_| {
            let (parts, strict) = (&*draw.parts().leak(), draw.below(2) == 0);
            let tokens = tokens(parts, strict);
            let mut taken = alloc::vec![0_u64; paths.len().div_ceil(64)];
            for (i, path) in paths.iter().enumerate() {
                if matches(&tokens, path, 0) && !leads_back(parts, strict, path) {
                    taken[i / 64] |= 1 << (i % 64);
                }
            }
            (view(parts, strict), tokens, taken)
        })
        .collect();
    let (mut together, mut apart) = (0, 0);
    for (i, (a, tokens_a, taken_a)) in rules.iter().enumerate() {
        for (b, tokens_b, taken_b) in &rules[..=i] {
            let mut witness = Witness::new("GET");
            match meet::<BUDGET>(a, b, compare(a, b).1, &mut witness) {
                Answer::Together => {
                    let path = witness.path().expect("a short witness");
                    assert!(!path.starts_with("//"), "{path} is not the path that it seems");
                    assert!(matches(tokens_a, path, 0), "{path} does not fit {:?}", a.parts);
                    assert!(matches(tokens_b, path, 0), "{path} does not fit {:?}", b.parts);
                    together += 1;
                }
                Answer::Apart => {
                    let common = taken_a.iter().zip(taken_b).position(|(a, b)| a & b != 0);
                    if let Some(word) = common {
                        let bit = (taken_a[word] & taken_b[word]).trailing_zeros() as usize;
                        panic!("{} fits {:?} and {:?}", paths[word * 64 + bit], a.parts, b.parts);
                    }
                    apart += 1;
                }
                Answer::Unknown => panic!("undecided: {:?} and {:?}", a.parts, b.parts),
            }
        }
    }
    assert!(together > 5000 && apart > 5000, "the draw is one-sided: {together} and {apart}");
}
