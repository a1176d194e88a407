use proc_macro2::TokenStream;
use quote::quote;

use super::attribute;
use crate::expected::expands;

#[test]
fn a_body_that_cannot_fail_is_left_where_it_is() {
    expands("guard", "track_metrics", attribute);
}

#[test]
fn a_body_that_may_fail_is_called() {
    expands("closure", "track_metrics", attribute);
}

#[test]
fn a_body_that_sees_its_caller_stays_in_sight_of_it() {
    expands("labelled", "track_metrics", attribute);
}

#[test]
fn an_async_fn_becomes_what_the_compiler_makes_of_it() {
    expands("future", "track_metrics", attribute);
}

#[test]
fn what_never_returns_says_so_by_another_name() {
    expands("never", "track_metrics", attribute);
}

#[test]
fn what_is_asked_for_is_data() {
    expands("detailed", "track_metrics", attribute);
}

#[test]
fn a_future_that_is_returned_is_the_call() {
    expands("returned_future", "track_metrics", attribute);
}

#[test]
fn each_function_of_a_block_is_tracked() {
    expands("block", "track_metrics", attribute);
}

#[test]
fn an_async_fn_stays_one_for_those_who_need_it() {
    expands("nested", "track_metrics", attribute);
}

fn refused(item: &str, message: &str) {
    mistaken("", item, &[message]);
}

#[track_caller]
fn mistaken(arguments: &str, item: &str, messages: &[&str]) {
    let (arguments, item): (TokenStream, TokenStream) = (arguments.parse().unwrap(), item.parse().unwrap());
    let output = attribute(arguments, item.clone()).to_string();
    assert!(output.starts_with(&item.to_string()), "the item stays as it is: {output}");
    assert_eq!(output.matches("compile_error").count(), messages.len(), "{output}");
    for message in messages {
        assert!(output.contains(message), "{output}");
    }
}

#[test]
fn items_that_are_no_functions_are_refused() {
    refused("pub struct Shop;", "this is a `struct`: put it on the functions that do the work");
    refused("enum Shop {}", "this is an `enum`");
    refused("union Shop { a: u8 }", "this is a `union`");
    refused("trait Shop { fn a(); }", "no function of this trait has a body to be tracked");
    refused("mod shop;", "this is a `mod`: a module in a file of its own is not in sight");
    refused("unsafe extern \"C\" { fn a(); }", "a foreign function has no body");
    refused("safe fn a();", "a foreign function has no body");
    refused("static SHOP: u8 = 0;", "this is a `static`");
    refused("const SHOP: u8 = 0;", "this is a `const`");
    refused("use shop::order;", "this is a `use`");
    refused("type Order = u8;", "this is a `type`");
    refused("macro_rules! shop { () => {} }", "put it on the function inside of the macro");
}

#[test]
fn functions_that_cannot_be_tracked_are_refused() {
    refused("pub const fn a() {}", "a `const fn` may run inside of the compiler");
    refused("const unsafe extern \"C\" fn a() {}", "a `const fn` may run inside of the compiler");
    refused("fn a(&self) -> u8;", "this function has no body to be tracked");
    refused("#[metrics_core::track_metrics] fn a() {}", "tracked already");
}

#[test]
fn what_is_wrong_in_a_block_is_refused() {
    refused("impl Shop { const fn a() { } fn b() { } }", "leave it out with `#[track_metrics(skip)]`");
    mistaken("function = \"a\"", "impl Shop { fn b() { } }", &["`function` is about one function"]);
    mistaken("functoin", "mod shop { fn b() { } }", &["`functoin` is no key"]);
    mistaken("skip", "fn a() {}", &["this one is tracked by itself"]);
    let twice = attribute(quote!(), quote! { mod shop { #[track_metrics] #[track_metrics] fn b() { } } });
    assert!(twice.to_string().contains("tracked already"), "{twice}");
}

#[test]
fn a_block_whose_mistakes_were_told_says_nothing_more_to_us() {
    let output =
        attribute(quote!(), quote! { impl Shop { #[track_metrics(skip)] fn a() {} const fn b() {} } });
    assert!(!output.to_string().contains("track_metrics (skip)"), "{output}");
}

#[test]
fn every_mistake_is_reported() {
    let unknown = "`functoin` is no key of `#[track_metrics]`, did you mean `function`?";
    mistaken("functoin = \"a\", colour", "const fn a() {}", &[unknown, "`colour`", "const fn"]);
    mistaken("function = \"\", crate = super::core", "fn a() {}", &["an empty name", "absolute"]);
    mistaken("function = \"a\", function = \"b\"", "fn a() {}", &["given twice", "first given here"]);
    let two = "`ok_if` says already what an error is: remove one of the two";
    mistaken("ok_if = is_ok, error_if = is_error", "fn a() -> u8 { 1 }", &[two]);
    mistaken("future", "async fn a() {}", &["an `async fn` is tracked as its future anyway"]);
    mistaken("future", "fn a() -> u8 { 1 }", &["this function returns no future that could be tracked"]);
    mistaken("busy", "fn a() {}", &["only an async function is polled: remove it"]);
}

#[test]
fn a_body_that_is_no_program_is_passed_on() {
    let body = quote! {{ let x = order. ; if { } match }};
    let output = attribute(quote!(), quote! { fn a() #body }).to_string();
    assert!(output.contains(&body.to_string()), "{output}");
    assert!(!output.contains("compile_error"), "{output}");
}

#[test]
fn a_const_argument_in_braces_ends_no_head() {
    for head in ["impl Of<{ 1 + 1 }, u8> for Shop", "impl Of<{ 1 + 1 }> for Shop", "impl Shop"] {
        let head: TokenStream = head.parse().unwrap();
        let output = attribute(quote!(), quote! { #head { fn a() {} } }).to_string();
        assert!(output.starts_with(&head.to_string()) && !output.contains("compile_error"), "{output}");
        assert!(output.contains("call_site"), "its function is tracked: {output}");
    }
}

#[test]
fn what_a_block_says_of_polls_is_about_those_that_are_polled() {
    let output = attribute(quote!(busy), quote! { impl Shop { async fn a() {} fn b() {} } }).to_string();
    let (polled, not_polled) = output.split_once("fn b").unwrap();
    assert!(polled.contains("BUSY") && !not_polled.contains("BUSY"), "{output}");
    assert!(!output.contains("compile_error"), "{output}");
    let never = attribute(quote!(error), quote! { impl Shop { fn a() -> ! { loop {} } } }).to_string();
    assert!(!never.contains("compile_error"), "{never}");
}

#[test]
fn parameters_keep_their_names_for_a_macro_that_is_still_to_run() {
    let output = |item| attribute(quote!(), item).to_string();
    let alone = output(quote! { async fn a((text, _): (String, u8)) { drop(text) } });
    assert!(alone.contains("__argument0"), "{alone}");
    let beside = output(quote! { #[other::instrument] async fn a((text, _): (String, u8)) { drop(text) } });
    assert!(!beside.contains("__argument0"), "{beside}");
}
