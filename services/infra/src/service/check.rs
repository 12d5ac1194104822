//! What has to be well for a service to be given requests.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::BuildError;

type Answer = Pin<Box<dyn Future<Output = Result<(), BuildError>> + Send>>;

/// A question with a name, asked whenever somebody asks whether the service is ready.
#[derive(Clone)]
pub struct Check {
    name: &'static str,
    question: Arc<dyn Fn() -> Answer + Send + Sync>,
}

impl Check {
    /// Of a question that is answered by `Ok` when all is well. The name is public, the error is logged only.
    #[must_use]
    pub fn new<Question, Answering>(name: &'static str, question: Question) -> Self
    where
        Question: Fn() -> Answering + Send + Sync + 'static,
        Answering: Future<Output = Result<(), BuildError>> + Send + 'static,
    {
        Self {
            name,
            question: Arc::new(move || Box::pin(question())),
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Asks.
    ///
    /// # Errors
    /// When all is not well.
    pub async fn ask(&self) -> Result<(), BuildError> {
        (self.question)().await
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("Check")
            .field(&self.name)
            .finish_non_exhaustive()
    }
}
