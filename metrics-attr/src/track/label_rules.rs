//! What holds for the labels of a function together.

use metrics_derive_syntax::{Distinct, Errors};
use syn::ext::IdentExt;
use syn::visit::{self, Visit};
use syn::{Error, ExprPath, FnArg, Ident, Pat, PatIdent, Signature};

use super::arguments::{Arguments, LabelArgument};

/// The labels that the families of tracked functions have already.
const TAKEN: [&str; 4] = ["function", "module", "outcome", "error"];
/// A series has eight, of which one is the outcome, or the kind of the error.
const MOST: usize = 7;

pub(super) fn check(arguments: &Arguments, signature: &Signature, errors: &mut Errors) {
    let labels = arguments.labels.get().into_iter().chain(arguments.after.get()).flatten();
    let mut names = Distinct::default();
    for (position, LabelArgument { name, .. }) in labels.enumerate() {
        errors.keep(names.add(&name.unraw().to_string(), name, "this label is given twice"));
        if position == MOST {
            errors.push(too_many(name));
        }
    }
    let after = arguments.after.get().into_iter().flatten();
    after.filter_map(|label| of_parameter(label, signature)).for_each(|error| errors.push(error));
}

/// One that each series of a tracked function has anyway.
pub(super) fn not_taken(name: &Ident) -> syn::Result<()> {
    if TAKEN.iter().all(|taken| name.unraw() != *taken) {
        return Ok(());
    }
    let message = format!("tracked functions have a label `{name}` already: give this one another name");
    Err(Error::new_spanned(name, message))
}

fn too_many(name: &Ident) -> Error {
    let message = format!(
        "a function can have {MOST} labels, those of `labels` and `after` together: leave this one out"
    );
    Error::new_spanned(name, message)
}

/// A parameter in `after`: the body may have moved it.
fn of_parameter(label: &LabelArgument, signature: &Signature) -> Option<Error> {
    let mut names = Names::default();
    names.visit_expr(&label.value);
    let bound = names.bound;
    let used = names.used.into_iter().find(|name| !bound.contains(name) && is_parameter(name, signature))?;
    let message = format!(
        "`{used}` may be gone after the call, so `after` sees `result` and nothing else: a label that is known before the \
         call goes into `labels({} = …)`",
        label.name
    );
    Some(Error::new_spanned(used, message))
}

fn is_parameter(name: &Ident, signature: &Signature) -> bool {
    signature.inputs.iter().any(|argument| match argument {
        FnArg::Receiver(_) => name == "self",
        FnArg::Typed(parameter) => {
            name != "result" && matches!(&*parameter.pat, Pat::Ident(pattern) if pattern.ident == *name)
        }
    })
}

/// The names in an expression that stand for values, and those that its own patterns bind.
#[derive(Default)]
struct Names {
    used: Vec<Ident>,
    bound: Vec<Ident>,
}

impl<'a> Visit<'a> for Names {
    fn visit_expr_path(&mut self, path: &'a ExprPath) {
        self.used.extend(path.path.get_ident().cloned());
    }

    fn visit_pat_ident(&mut self, pattern: &'a PatIdent) {
        self.bound.push(pattern.ident.clone());
        visit::visit_pat_ident(self, pattern);
    }
}
