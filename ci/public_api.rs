---
[package]
edition = "2024"
[dependencies]
# Reads what rustdoc 1.95 writes (format 57); another compiler may ask for another version.
public-api = { version = "=0.52.1", default-features = false }
---
//! Prints what a crate offers, one item a line, from rustdoc's description of it as JSON.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let description = std::env::args_os().nth(1).ok_or("usage: public_api DESCRIPTION.json")?;
    let offered = public_api::Builder::from_rustdoc_json(description)
        .omit_auto_derived_impls(true)
        .omit_auto_trait_impls(true)
        .omit_blanket_impls(true)
        .build()?;
    print!("{offered}");
    Ok(())
}
