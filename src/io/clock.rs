//! The day of the computer's clock.

use crate::plan::Date;

/// Today where the computer stands; `None` beyond the years a [`Date`] knows.
pub fn today() -> Option<Date> {
    let now = jiff::Zoned::now();
    Date::new(u16::try_from(now.year()).ok()?, u8::try_from(now.month()).ok()?, u8::try_from(now.day()).ok()?)
}
