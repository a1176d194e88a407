use syn::{DeriveInput, parse_quote};

use super::derive;
use crate::golden::{expands, mistakes};

#[test]
fn a_variant_is_a_kind_whatever_it_carries() {
    expands("error_label", derive);
}

#[test]
fn every_mistake_is_told() {
    let input: DeriveInput = parse_quote! {
        #[label(name = "kind")]
        enum ChargeError {
            #[label(other)]
            Io(io::Error),
            #[label(rename = "net")]
            Net { code: u16 },
        }
    };
    let found = mistakes(derive(&input));
    let expected = ["`name` is no key of", "`other` is there anyway"];
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found}");
    }
    let input: DeriveInput = parse_quote! { struct ChargeError(u8); };
    assert!(mistakes(derive(&input))[0].starts_with("the kinds of an error are the variants of an enum"));
}
