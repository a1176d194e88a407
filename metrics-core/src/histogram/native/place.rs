//! Which exponential bucket a value falls into, found without a logarithm.
//!
//! Bucket `i` of schema `s` covers `(base^(i-1), base^i]`, where `base` is `2^(2^-s)`. Here a bucket is known by its
//! *place*, `i - 1`. Halving a place, rounded down, gives the place at the next coarser schema, so one table serves all
//! schemas: that of the finest.

use crate::schema::NativeSpec;

/// Halvings between the finest schema and this one.
pub(super) const fn halvings(schema: i32) -> u32 {
    (NativeSpec::FINEST - schema) as u32
}

/// The place of a positive finite value at the finest schema.
#[inline]
pub(super) fn finest_place(value: f64) -> i32 {
    // The float just below: a bound belongs to the bucket that it ends.
    let bits = value.to_bits().wrapping_sub(1);
    if bits < 1 << FRACTION_BITS {
        return subnormal(value);
    }
    let fraction = bits & FRACTION;
    let below = BELOW[(fraction >> SLOT_SHIFT) as usize];
    let step = i32::from(FRACTIONS[usize::from(below) + 1] <= fraction);
    (((bits >> FRACTION_BITS) as i32 - BIAS) << STEP_BITS) + i32::from(below) + step
}

/// The place of infinity: the one beyond the greatest float.
pub(super) const INFINITE_PLACE: i32 = (BIAS + 1) << STEP_BITS;

/// The first binade with a float in it, and the one after the last place.
pub(super) const BINADES: (i32, i32) = (-1075, 1025);

/// The bound between two buckets of the finest schema: `2^(step / 256)`, for a step below 256.
pub(super) const fn bound(step: usize) -> f64 {
    f64::from_bits(((BIAS as u64) << FRACTION_BITS) | FRACTIONS[step])
}

#[cold]
fn subnormal(value: f64) -> i32 {
    const UP: i32 = 64;
    finest_place(value * 2_f64.powi(UP)) - (UP << STEP_BITS)
}

const FRACTION_BITS: u32 = 52;
const FRACTION: u64 = (1 << FRACTION_BITS) - 1;
const BIAS: i32 = 1023;
/// Buckets in a binade: two to this.
pub(super) const STEP_BITS: u32 = 8;
const STEPS: usize = 1 << STEP_BITS;
/// Narrow enough for one bound at most in a slot: the closest are `2^(1/256) - 1` apart, which is 0.69 / 256.
const SLOTS: usize = 2 * STEPS;
const SLOT_SHIFT: u32 = FRACTION_BITS - STEP_BITS - 1;

/// For each slot of fractions, the number of the last bound below it.
static BELOW: [u8; SLOTS] = {
    let mut below = [0; SLOTS];
    let (mut slot, mut step) = (0, 0);
    while slot < SLOTS {
        while FRACTIONS[step + 1] < (slot as u64) << SLOT_SHIFT {
            step += 1;
        }
        below[slot] = step as u8;
        slot += 1;
    }
    below
};

/// The fractions of `2^(k / 256)` as floats, each the nearest; then one that no float has.
#[rustfmt::skip]
const FRACTIONS: [u64; STEPS + 1] = [
    0x0, 0xb1a_fa5a_bcbf, 0x163d_a9fb_3335, 0x2168_143b_0281, 0x2c9a_3e77_8061,
    0x37d4_2e11_bbcc, 0x4315_e86e_7f85, 0x4e5f_72f6_54b1, 0x59b0_d315_8574, 0x650a_0e3c_1f89,
    0x706b_29dd_f6de, 0x7bd4_2b72_a836, 0x8745_1875_9bc8, 0x92bd_f666_07e0, 0x9e3e_cac6_f383,
    0xa9c7_9b1f_3919, 0xb558_6cf9_890f, 0xc0f1_45e4_6c85, 0xcc92_2b72_47f7, 0xd83b_2339_5dec,
    0xe3ec_32d3_d1a2, 0xefa5_5fdf_a9c5, 0xfb66_affe_d31b, 0x1_0730_28d7_233e, 0x1_1301_d012_5b51,
    0x1_1edb_ab5e_2ab6, 0x1_2abd_c06c_31cc, 0x1_36a8_14f2_04ab, 0x1_429a_aea9_2de0, 0x1_4e95_934f_312e,
    0x1_5a98_c8a5_8e51, 0x1_66a4_5471_c3c2, 0x1_72b8_3c7d_517b, 0x1_7ed4_8695_bbc0, 0x1_8af9_388c_8dea,
    0x1_9726_5837_5d2f, 0x1_a35b_eb6f_cb75, 0x1_af99_f813_8a1c, 0x1_bbe0_8404_5cd4, 0x1_c82f_9528_1c6b,
    0x1_d487_3168_b9aa, 0x1_e0e7_5eb4_4027, 0x1_ed50_22fc_d91d, 0x1_f9c1_8438_ce4d, 0x2_063b_8862_8cd6,
    0x2_12be_3578_a819, 0x2_1f49_917d_dc96, 0x2_2bdd_a279_12d1, 0x2_387a_6e75_6238, 0x2_451f_fb82_140a,
    0x2_51ce_4fb2_a63f, 0x2_5e85_711e_ce75, 0x2_6b45_65e2_7cdd, 0x2_780e_341d_df29, 0x2_84df_e1f5_6381,
    0x2_91ba_7591_bb70, 0x2_9e9d_f51f_dee1, 0x2_ab8a_66d1_0f13, 0x2_b87f_d0da_d990, 0x2_c57e_3977_1b2f,
    0x2_d285_a6e4_030b, 0x2_df96_1f64_1589, 0x2_ecaf_a93e_2f56, 0x2_f9d2_4abd_886b, 0x3_06fe_0a31_b715,
    0x3_1432_edee_b2fd, 0x3_2170_fc4c_d831, 0x3_2eb8_3ba8_ea32, 0x3_3c08_b264_16ff, 0x3_4962_66e3_fa2d,
    0x3_56c5_5f92_9ff1, 0x3_6431_a2de_883b, 0x3_71a7_373a_a9cb, 0x3_7f26_231e_754a, 0x3_8cae_6d05_d866,
    0x3_9a40_1b71_40ef, 0x3_a7db_34e5_9ff7, 0x3_b57f_bfec_6cf4, 0x3_c32d_c313_a8e5, 0x3_d0e5_44ed_e173,
    0x3_dea6_4c12_3422, 0x3_ec70_df1c_5175, 0x3_fa45_04ac_801c, 0x4_0822_c367_a024, 0x4_160a_21f7_2e2a,
    0x4_23fb_2709_468a, 0x4_31f5_d950_a897, 0x4_3ffa_3f84_b9d4, 0x4_4e08_6061_892d, 0x4_5c20_42a7_d232,
    0x4_6a41_ed1d_0057, 0x4_786d_668b_3237, 0x4_86a2_b5c1_3cd0, 0x4_94e1_e192_aed2, 0x4_a32a_f0d7_d3de,
    0x4_b17d_ea6d_b7d7, 0x4_bfda_d536_2a27, 0x4_ce41_b817_c114, 0x4_dcb2_99fd_dd0d, 0x4_eb2d_81d8_abff,
    0x4_f9b2_769d_2ca7, 0x5_0841_7f45_31ee, 0x5_16da_a2cf_6642, 0x5_257d_e83f_4eef, 0x5_342b_569d_4f82,
    0x5_42e2_f4f6_ad27, 0x5_51a4_ca5d_920f, 0x5_6070_dde9_10d2, 0x5_6f47_36b5_27da, 0x5_7e27_dbe2_c4cf,
    0x5_8d12_d497_c7fd, 0x5_9c08_27ff_07cc, 0x5_ab07_dd48_5429, 0x5_ba11_fba8_7a03, 0x5_c926_8a59_46b7,
    0x5_d845_9099_8b93, 0x5_e76f_15ad_2148, 0x5_f6a3_20dc_eb71, 0x6_05e1_b976_dc09, 0x6_152a_e6cd_f6f4,
    0x6_247e_b03a_5585, 0x6_33dd_1d19_29fd, 0x6_4346_34cc_c320, 0x6_52b9_febc_8fb7, 0x6_6238_8255_2225,
    0x6_71c1_c708_33f6, 0x6_8155_d44c_a973, 0x6_90f4_b19e_9538, 0x6_a09e_667f_3bcd, 0x6_b052_fa75_173e,
    0x6_c012_750b_dabf, 0x6_cfdc_ddd4_7645, 0x6_dfb2_3c65_1a2f, 0x6_ef92_9859_3ae5, 0x6_ff7d_f951_9484,
    0x7_0f74_66f4_2e87, 0x7_1f75_e8ec_5f74, 0x7_2f82_86ea_d08a, 0x7_3f9a_48a5_8174, 0x7_4fbd_35d7_cbfd,
    0x7_5feb_5642_67c9, 0x7_7024_b1ab_6e09, 0x7_8069_4fde_5d3f, 0x7_90b9_38ac_1cf6, 0x7_a114_73eb_0187,
    0x7_b17b_0976_cfdb, 0x7_c1ed_0130_c132, 0x7_d26a_62ff_86f0, 0x7_e2f3_36cf_4e62, 0x7_f387_8491_c491,
    0x8_0427_543e_1a12, 0x8_14d2_add1_06d9, 0x8_2589_994c_ce13, 0x8_364c_1eb9_41f7, 0x8_471a_4623_c7ad,
    0x8_57f4_179f_5b21, 0x8_68d9_9b44_92ed, 0x8_79ca_d931_a436, 0x8_8ac7_d98a_6699, 0x8_9bd0_a478_580f,
    0x8_ace5_422a_a0db, 0x8_be05_bad6_1778, 0x8_cf32_16b5_448c, 0x8_e06a_5e08_66d9, 0x8_f1ae_9915_7736,
    0x9_02fe_d028_2c8a, 0x9_145b_0b91_ffc6, 0x9_25c3_53aa_2fe2, 0x9_3737_b0cd_c5e5, 0x9_48b8_2b5f_98e5,
    0x9_5a44_cbc8_520f, 0x9_6bdd_9a76_70b3, 0x9_7d82_9fde_4e50, 0x9_8f33_e47a_22a2, 0x9_a0f1_70ca_07ba,
    0x9_b2bb_4d53_fe0d, 0x9_c491_82a3_f090, 0x9_d674_194b_b8d5, 0x9_e863_19e3_2323, 0x9_fa5e_8d07_f29e,
    0xa_0c66_7b5d_e565, 0xa_1e7a_ed8e_b8bb, 0xa_309b_ec4a_2d33, 0xa_42c9_8046_0ad8, 0xa_5503_b23e_255d,
    0xa_674a_8af4_6052, 0xa_799e_1330_b358, 0xa_8bfe_53c1_2e59, 0xa_9e6b_5579_fdbf, 0xa_b0e5_2135_6eba,
    0xa_c36b_bfd3_f37a, 0xa_d5ff_3a3c_2774, 0xa_e89f_995a_d3ad, 0xa_fb4c_e622_f2ff, 0xb_0e07_298d_b666,
    0xb_20ce_6c9a_8952, 0xb_33a2_b84f_15fb, 0xb_4684_15b7_49b1, 0xb_5972_8de5_593a, 0xb_6c6e_29f1_c52a,
    0xb_7f76_f2fb_5e47, 0xb_928c_f227_49e4, 0xb_a5b0_30a1_064a, 0xb_b8e0_b79a_6f1f, 0xb_cc1e_904b_c1d2,
    0xb_df69_c3f3_a207, 0xb_f2c2_5bd7_1e09, 0xc_0628_6141_b33d, 0xc_199b_dd85_529c, 0xc_2d1c_d9fa_652c,
    0xc_40ab_5fff_d07a, 0xc_5447_78fa_fb22, 0xc_67f1_2e57_d14b, 0xc_7ba8_8988_c933, 0xc_8f6d_9406_e7b5,
    0xc_a340_5751_c4db, 0xc_b720_dcef_9069, 0xc_cb0f_2e6d_1675, 0xc_df0b_555d_c3fa, 0xc_f315_5b5b_ab74,
    0xd_072d_4a07_897c, 0xd_1b53_2b08_c968, 0xd_2f87_080d_89f2, 0xd_43c8_eaca_a1d6, 0xd_5818_dcfb_a487,
    0xd_6c76_e862_e6d3, 0xd_80e3_16c9_8398, 0xd_955d_71ff_6075, 0xd_a9e6_03db_3285, 0xd_be7c_d63a_8315,
    0xd_d321_f301_b460, 0xd_e7d5_641c_0658, 0xd_fc97_337b_9b5f, 0xe_1167_6b19_7d17, 0xe_2646_14f5_a129,
    0xe_3b33_3b16_ee12, 0xe_502e_e78b_3ff6, 0xe_6539_2467_6d76, 0xe_7a51_fbc7_4c83, 0xe_8f79_77cd_b740,
    0xe_a4af_a2a4_90da, 0xe_b9f4_867c_ca6e, 0xe_cf48_2d8e_67f1, 0xe_e4aa_a218_8510, 0xe_fa1b_ee61_5a27,
    0xf_0f9c_1cb6_412a, 0xf_252b_376b_ba97, 0xf_3ac9_48dd_7274, 0xf_5076_5b6e_4540, 0xf_6632_7988_44f8,
    0xf_7bfd_ad9c_be14, 0xf_91d8_0224_3c89, 0xf_a7c1_819e_90d8, 0xf_bdba_3692_d514, 0xf_d3c2_2b8f_71f1,
    0xf_e9d9_6b2a_23d9,
    u64::MAX,
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Ordering;

    /// A number of any size, the lowest digit first.
    fn square(number: &[u32]) -> Vec<u32> {
        let mut square = vec![0_u32; number.len() * 2];
        for (at, &one) in number.iter().enumerate() {
            let mut carry = 0_u64;
            for (place, &other) in (at..).zip(number) {
                carry += u64::from(square[place]) + u64::from(one) * u64::from(other);
                square[place] = carry as u32;
                carry >>= 32;
            }
            square[at + number.len()] = carry as u32;
        }
        while square.last() == Some(&0) {
            square.pop();
        }
        square
    }

    /// How `(halves / 2^53)^256` compares with `2^step`, exactly.
    fn compare(halves: u64, step: usize) -> Ordering {
        let mut power = vec![halves as u32, (halves >> 32) as u32];
        (0..STEP_BITS).for_each(|_| power = square(&power));
        let top = power.last().map_or(0, |digit| digit.ilog2() as usize) + (power.len() - 1) * 32;
        let is_power_of_two = power.iter().map(|digit| digit.count_ones()).sum::<u32>() == 1;
        let exponent = 53 * STEPS + step;
        match top.cmp(&exponent) {
            Ordering::Equal if !is_power_of_two => Ordering::Greater,
            order => order,
        }
    }

    #[test]
    fn bounds_are_the_nearest_floats() {
        for (step, fraction) in FRACTIONS[..STEPS].iter().enumerate() {
            let halves = (fraction + (1 << FRACTION_BITS)) * 2;
            assert_eq!(compare(halves - 1, step), Ordering::Less, "step {step}");
            assert_eq!(compare(halves + 1, step), Ordering::Greater, "step {step}");
        }
        assert_eq!(compare(1 << 53, 0), Ordering::Equal);
    }

    #[test]
    fn a_bound_belongs_to_the_bucket_that_it_ends() {
        for binade in [-1022, -700, -30, -1, 0, 1, 52, 1023] {
            for step in 0..STEPS {
                let bound = bound(step) * 2_f64.powi(binade);
                let ends = binade * STEPS as i32 + step as i32 - 1;
                assert_eq!(finest_place(bound), ends, "{bound}");
                assert_eq!(finest_place(bound.next_up()), ends + 1, "{bound}");
                assert_eq!(finest_place(bound.next_down()), ends, "{bound}");
            }
        }
    }

    #[test]
    fn what_a_search_finds_is_found() {
        let by_search = |value: f64| {
            let exponent = value.log2().floor() as i32;
            let fits = |place: &i32| {
                let (binade, step) = (place.div_euclid(STEPS as i32), place.rem_euclid(STEPS as i32));
                let low = bound(step as usize) * 2_f64.powi(binade);
                let high = if step == 255 {
                    2_f64.powi(binade + 1)
                } else {
                    bound(step as usize + 1) * 2_f64.powi(binade)
                };
                low < value && value <= high
            };
            ((exponent - 1) * 256..(exponent + 2) * 256).find(fits)
        };
        let mut value = 1.234e-300;
        while value < 1e300 {
            assert_eq!(Some(finest_place(value)), by_search(value), "{value}");
            value *= 1.617;
        }
    }

    #[test]
    fn the_ends_of_the_range_have_places() {
        let smallest = f64::from_bits(1);
        assert_eq!(finest_place(smallest), -1074 * 256 - 1);
        assert_eq!(finest_place(f64::from_bits(3)), -1074 * 256 + 405, "log2(3) is 1.585");
        assert_eq!(finest_place(f64::MIN_POSITIVE), -1022 * 256 - 1);
        assert_eq!(finest_place(f64::MAX), INFINITE_PLACE - 1);
        // What the specification says: one more than that of the greatest float.
        assert_eq!(INFINITE_PLACE + 1, 262_145);
        assert!(finest_place(smallest) >= BINADES.0 << STEP_BITS && INFINITE_PLACE < BINADES.1 << STEP_BITS);
    }
}
