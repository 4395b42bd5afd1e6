//! An interface for programs: JSON in, JSON out, errors as problem details (RFC 9457).
//!
//! `cargo run --example json_api`, then:
//!
//! ```console
//! curl -i --json '{"title": "Write the guide"}' http://127.0.0.1:5000/tasks
//! curl -i -H 'accept: application/json' http://127.0.0.1:5000/tasks/7
//! ```

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use wegwerk::http::header::LOCATION;
use wegwerk::prelude::*;

#[derive(Default)]
struct Tasks {
    tasks: Mutex<BTreeMap<u32, Task>>,
}

#[derive(Clone, Serialize)]
struct Task {
    id: u32,
    title: String,
    done: bool,
}

#[derive(Deserialize)]
struct NewTask {
    title: String,
}

/// What a `PATCH` may change; what it leaves out stays.
#[derive(Deserialize)]
struct Change {
    title: Option<String>,
    done: Option<bool>,
}

#[derive(Deserialize)]
struct Filter {
    done: Option<bool>,
}

#[app]
impl Tasks {
    /// All tasks, or with `?done=true` those that are done.
    #[get("/tasks")]
    fn on_tasks(&self, Query(filter): Query<Filter>) -> Json<Vec<Task>> {
        let tasks = self.lock();
        Json(
            tasks.values().filter(|task| filter.done.is_none_or(|done| task.done == done)).cloned().collect(),
        )
    }

    /// Makes a task.
    #[post("/tasks")]
    fn on_create(&self, Json(new): Json<NewTask>) -> Result<Response> {
        let mut tasks = self.lock();
        if tasks.values().any(|task| task.title == new.title) {
            return Err(Error::conflict().message("There is a task with this title."));
        }
        let id = tasks.last_key_value().map_or(1, |(last, _)| last + 1);
        let task = Task { id, title: new.title, done: false };
        tasks.insert(id, task.clone());
        let headers = [(LOCATION, Self::url().task(id).to_string())];
        Ok((StatusCode::CREATED, headers, Json(task)).into_response())
    }

    /// One task; `None` is a 404.
    #[get("/tasks/<int:id>")]
    fn on_task(&self, id: u32) -> Option<Json<Task>> {
        self.lock().get(&id).cloned().map(Json)
    }

    /// Changes a task.
    #[patch("/tasks/<int:id>")]
    fn on_change(&self, id: u32, Json(change): Json<Change>) -> Result<Json<Task>> {
        let mut tasks = self.lock();
        let task = tasks.get_mut(&id).ok_or_else(Error::not_found)?;
        task.title = change.title.unwrap_or_else(|| task.title.clone());
        task.done = change.done.unwrap_or(task.done);
        Ok(Json(task.clone()))
    }

    /// Takes a task away.
    #[delete("/tasks/<int:id>")]
    fn on_remove(&self, id: u32) -> Result<StatusCode> {
        self.lock().remove(&id).ok_or_else(Error::not_found)?;
        Ok(StatusCode::NO_CONTENT)
    }
}

impl Tasks {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<u32, Task>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    Server::new().bind(address).run(Tasks::default())
}
