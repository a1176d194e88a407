#[cfg(feature = "shop")]
#[register]
pub static SHOP: ShopMetrics = ShopMetrics::new();
