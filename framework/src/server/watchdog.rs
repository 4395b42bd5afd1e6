//! Ends connections whose clients let the server wait for too long.
//!
//! A connection has one timer that goes off a few times per time-out, looks at the notes of [`Activity`], and
//! compares them with what it saw before. So a request costs no timer, and a time-out is late by a quarter of
//! the shortest at most.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep};

use super::activity::{Activity, Stage};
use super::limits::Limits;

const SHORTEST_TICK: Duration = Duration::from_millis(10);
const LONGEST_TICK: Duration = Duration::from_secs(5);

pin_project_lite::pin_project! {
    /// The timer of one connection.
    #[derive(Debug)]
    pub(super) struct Watchdog {
        #[pin]
        timer: Sleep,
        tick: Duration,
        limits: Limits,
        stage: Stage,
        since: Instant,
    }
}

impl Watchdog {
    pub(super) fn new(limits: Limits, activity: &Activity) -> Self {
        let Limits { header_timeout, body_timeout, keep_alive_timeout, write_timeout, .. } = limits;
        let shortest = header_timeout.min(body_timeout).min(keep_alive_timeout).min(write_timeout);
        let tick = (shortest / 4).clamp(SHORTEST_TICK, LONGEST_TICK);
        Watchdog { timer: sleep(tick), tick, limits, stage: activity.stage(), since: Instant::now() }
    }

    /// Ready with what the connection waited for in vain.
    pub(super) fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>, activity: &Activity) -> Poll<Stage> {
        loop {
            let this = self.as_mut().project();
            ready!(this.timer.poll(cx));
            let mut this = self.as_mut().project();
            let now = Instant::now();
            let stage = activity.stage();
            if stage != *this.stage {
                *this.stage = stage;
                *this.since = now;
            }
            let patience = match stage {
                Stage::Head(_) => this.limits.header_timeout,
                Stage::Body(_) => this.limits.body_timeout,
                Stage::Client(_) => this.limits.write_timeout,
                Stage::Next(_) => this.limits.keep_alive_timeout,
                Stage::App => Duration::MAX,
            };
            let waited = now.duration_since(*this.since);
            if waited >= patience {
                *this.since = now;
                this.timer.as_mut().reset(now + *this.tick);
                return Poll::Ready(stage);
            }
            this.timer.as_mut().reset(now + (patience - waited).min(*this.tick));
        }
    }
}
