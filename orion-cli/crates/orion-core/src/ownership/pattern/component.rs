//! What stands between two slashes of a pattern, and which names it matches.

/// A part of a component with a wildcard in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// These bytes.
    Literal(Vec<u8>),
    /// `?`
    AnyCharacter,
    /// `*`
    AnyRun,
}

/// One component of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Component {
    /// Exactly this name.
    Literal(Vec<u8>),
    /// A name with `*` or `?` in it. Two `*` never stand side by side, nor do two literals.
    Wildcard(Vec<Piece>),
    /// `**`
    AnyDepth,
}

impl Component {
    /// Whether this component matches `name`, one component of a path. `**` matches every name.
    #[must_use]
    pub fn matches(&self, name: &[u8]) -> bool {
        match self {
            Self::Literal(literal) => literal == name,
            Self::Wildcard(pieces) => pieces_match(pieces, name),
            Self::AnyDepth => true,
        }
    }

    /// The bytes that stand literally in it.
    pub(crate) fn literal_bytes(&self) -> usize {
        match self {
            Self::Literal(literal) => literal.len(),
            Self::Wildcard(pieces) => pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Literal(literal) => literal.len(),
                    Piece::AnyCharacter | Piece::AnyRun => 0,
                })
                .sum(),
            Self::AnyDepth => 0,
        }
    }
}

/// Whether `pieces` match the whole of `name`.
///
/// Goes through both once and, where they part, back to the latest `*` only: an earlier `*` could take
/// nothing that the latest one cannot. That bounds the work by the product of both lengths.
pub(crate) fn pieces_match(pieces: &[Piece], name: &[u8]) -> bool {
    let (mut piece, mut at) = (0, 0);
    // The piece behind the latest `*`, and where in the name it was tried last.
    let mut retry: Option<(usize, usize)> = None;
    loop {
        let taken = match pieces.get(piece) {
            None if at == name.len() => return true,
            None => None,
            Some(Piece::AnyRun) => {
                piece += 1;
                retry = Some((piece, at));
                continue;
            }
            Some(Piece::Literal(literal)) => {
                name[at..].starts_with(literal).then_some(literal.len())
            }
            Some(Piece::AnyCharacter) => character_length(&name[at..]),
        };
        if let Some(length) = taken {
            piece += 1;
            at += length;
            continue;
        }
        let Some((behind, tried)) = retry else {
            return false;
        };
        let Some(length) = character_length(&name[tried..]) else {
            return false;
        };
        retry = Some((behind, tried + length));
        piece = behind;
        at = tried + length;
    }
}

/// The length of the first character: of a byte that starts no UTF-8 character, 1. `None` at the end.
fn character_length(bytes: &[u8]) -> Option<usize> {
    match bytes.first() {
        None => None,
        Some(byte) if byte.is_ascii() => Some(1),
        Some(_) => match bstr::decode_utf8(bytes) {
            (Some(_), length) => Some(length),
            (None, _) => Some(1),
        },
    }
}
