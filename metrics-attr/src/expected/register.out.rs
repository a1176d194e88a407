#[cfg(feature = "shop")]
pub static SHOP: ShopMetrics = ShopMetrics::new();
#[cfg(feature = "shop")]
const _: () = {
    ::metrics_core::__private::submit! {
        ::metrics_core::__private::LinkTime::set(& SHOP)
    }
};
