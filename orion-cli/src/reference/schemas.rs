//! `schemas/*.schema.json`: the shape of every `--json` answer, and of `workstreams.toml`.

use orion_app::align::AlignReport;
use orion_app::codeowners::CodeownersReport;
use orion_app::escalate::EscalateReport;
use orion_app::gate::{GateReport, TrustReport};
use orion_app::github_setup::GithubSetupReport;
use orion_app::hook::HookReport;
use orion_app::init::InitReport;
use orion_app::integration::IntegrationReport;
use orion_app::owner::OwnerReport;
use orion_app::request::{
    AdoptReport, DecisionReport, ImplementReport, ListReport, NotifyReport, RequestReport,
    ShowReport,
};
use orion_app::ritual::RitualReport;
use orion_app::stack::{DownReport, PsReport, UpReport};
use orion_app::status::{Dashboard, LogReport};
use orion_core::audit::TreeReport;
use orion_core::doctor::DoctorReport;
use orion_core::judge::CheckReport;
use orion_core::plan::PlanReport;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

use super::check;
use crate::commands::{ExplainReport, schema_document};
use crate::output::FailureReport;
use crate::output::outbox::OutboxReport;
use crate::output::stack::{LogObject, StepLine};

fn check_report<T: JsonSchema>(name: &str) {
    let generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let schema = generator.into_root_schema_for::<T>();
    let text = serde_json::to_string_pretty(&schema).unwrap();
    check(&format!("schemas/{name}.schema.json"), &format!("{text}\n"));
}

#[test]
fn check_has_a_schema() {
    check_report::<CheckReport>("check");
}

#[test]
fn check_all_has_a_schema() {
    check_report::<TreeReport>("check-all");
}

#[test]
fn doctor_has_a_schema() {
    check_report::<DoctorReport>("doctor");
}

#[test]
fn escalate_has_a_schema() {
    check_report::<EscalateReport>("escalate");
}

#[test]
fn github_align_has_a_schema() {
    check_report::<AlignReport>("github-align");
}

#[test]
fn gate_has_a_schema() {
    check_report::<GateReport>("gate");
}

#[test]
fn trust_has_a_schema() {
    check_report::<TrustReport>("trust");
}

#[test]
fn github_setup_has_a_schema() {
    check_report::<GithubSetupReport>("github-setup");
}

#[test]
fn hook_has_a_schema() {
    check_report::<HookReport>("hook");
}

#[test]
fn init_has_a_schema() {
    check_report::<InitReport>("init");
}

#[test]
fn integration_has_a_schema() {
    check_report::<IntegrationReport>("integration");
}

#[test]
fn codeowners_has_a_schema() {
    check_report::<CodeownersReport>("codeowners");
}

#[test]
fn explain_has_a_schema() {
    check_report::<ExplainReport>("explain");
}

#[test]
fn owner_has_a_schema() {
    check_report::<OwnerReport>("owner");
}

#[test]
fn plan_has_a_schema() {
    check_report::<PlanReport>("plan");
}

#[test]
fn status_has_a_schema() {
    check_report::<Dashboard>("status");
}

#[test]
fn log_has_a_schema() {
    check_report::<LogReport>("log");
}

/// Of `orion up`, `restart` and `watch`.
#[test]
fn up_has_a_schema() {
    check_report::<UpReport>("up");
}

#[test]
fn down_has_a_schema() {
    check_report::<DownReport>("down");
}

#[test]
fn ps_has_a_schema() {
    check_report::<PsReport>("ps");
}

/// Of `orion contract request` and `orion schema request`.
#[test]
fn request_has_a_schema() {
    check_report::<RequestReport>("request");
}

#[test]
fn a_list_of_requests_has_a_schema() {
    check_report::<ListReport>("request-list");
}

#[test]
fn a_request_that_is_shown_has_a_schema() {
    check_report::<ShowReport>("request-show");
}

#[test]
fn a_request_that_is_implemented_has_a_schema() {
    check_report::<ImplementReport>("request-implement");
}

#[test]
fn a_release_that_is_told_of_has_a_schema() {
    check_report::<NotifyReport>("request-notify");
}

#[test]
fn an_adoption_has_a_schema() {
    check_report::<AdoptReport>("request-adopt");
}

#[test]
fn a_decision_has_a_schema() {
    check_report::<DecisionReport>("request-decision");
}

/// Of `orion standup` and `orion sync`.
#[test]
fn a_ritual_has_a_schema() {
    check_report::<RitualReport>("ritual");
}

#[test]
fn outbox_has_a_schema() {
    check_report::<OutboxReport>("outbox");
}

/// The lines before the report.
#[test]
fn a_step_of_a_stack_has_a_schema() {
    check_report::<StepLine<'_>>("stack-step");
}

#[test]
fn logs_have_a_schema() {
    check_report::<LogObject<'_>>("logs");
}

#[test]
fn failure_has_a_schema() {
    check_report::<FailureReport<'_>>("failure");
}

/// For editors: what `orion schema-json` prints.
#[test]
fn workstreams_toml_has_a_schema() {
    check("schemas/workstreams.schema.json", &schema_document());
}
