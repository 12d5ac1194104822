//! What pages load: styles, the live page's script, the icon. Their names carry a hash of what is in them, so
//! that a browser may keep them for good and never shows an old one.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};

use crate::web::Failed;

/// Where the assets are served, as pages write it.
#[derive(Debug)]
pub(crate) struct Assets {
    pub(crate) styles: String,
    pub(crate) live: String,
    pub(crate) icon: String,
    served: [Asset; 3],
}

#[derive(Debug)]
struct Asset {
    name: String,
    media_type: &'static str,
    content: &'static str,
}

/// All of them.
pub(crate) static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let served = [
        Asset::new(
            "app",
            "css",
            "text/css; charset=utf-8",
            include_str!("../assets/app.css"),
        ),
        Asset::new(
            "live",
            "js",
            "text/javascript; charset=utf-8",
            include_str!("../assets/live.js"),
        ),
        Asset::new(
            "icon",
            "svg",
            "image/svg+xml",
            include_str!("../assets/icon.svg"),
        ),
    ];
    let [styles, live, icon] = served
        .each_ref()
        .map(|asset| format!("/assets/{}", asset.name));
    Assets {
        styles,
        live,
        icon,
        served,
    }
});

impl Asset {
    fn new(stem: &str, extension: &str, media_type: &'static str, content: &'static str) -> Self {
        let hash = hex(&Sha256::digest(content)[..8]);
        Self {
            name: format!("{stem}-{hash}.{extension}"),
            media_type,
            content,
        }
    }
}

/// Serves one, for a year.
pub(crate) async fn serve(Path(name): Path<String>) -> Result<Response, Failed> {
    let asset = ASSETS.served.iter().find(|asset| asset.name == name);
    let asset = asset.ok_or(Failed::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, asset.media_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.content).into_response())
}

/// The bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;

    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // A string takes all that is written to it.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
