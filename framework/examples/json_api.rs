//! An interface for programs: JSON in, JSON out, errors as problem details (RFC 9457), and pages that describe it.
//!
//! `cargo run --example json_api --features reference`, then open <http://127.0.0.1:5000/docs/>, or:
//!
//! ```console
//! curl -i --json '{"title": "Write the guide"}' http://127.0.0.1:5000/tasks
//! curl -i -H 'accept: application/json' http://127.0.0.1:5000/tasks/7
//! curl http://127.0.0.1:5000/docs/openapi.json
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use wegwerk::http::header::LOCATION;
use wegwerk::prelude::*;
use wegwerk::reference::Reference;
use wegwerk::schemars::{self, JsonSchema};

#[derive(Default)]
struct Tasks {
    tasks: Mutex<BTreeMap<u32, Task>>,
}

/// Something to be done.
#[derive(Clone, Serialize, JsonSchema)]
struct Task {
    id: u32,
    /// No other task has it.
    title: String,
    done: bool,
}

#[derive(Deserialize, JsonSchema)]
struct NewTask {
    title: String,
}

/// What is to be changed; what is left out stays.
#[derive(Deserialize, JsonSchema)]
struct Change {
    title: Option<String>,
    done: Option<bool>,
}

#[derive(Deserialize, JsonSchema)]
struct Filter {
    /// Only the tasks that are done, or only those that are not.
    done: Option<bool>,
}

/// What can be wrong with a change. A handler that returns it need not say the statuses.
#[derive(Debug, HttpError)]
enum TaskError {
    /// There is no such task.
    #[status(404)]
    Missing,
    /// There is a task with this title.
    #[status(409)]
    Taken,
}

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TaskError::Missing => "There is no such task.",
            TaskError::Taken => "There is a task with this title.",
        })
    }
}

impl std::error::Error for TaskError {}

#[app]
impl Tasks {
    /// The tasks, or some of them.
    #[get("/tasks")]
    fn on_tasks(&self, Query(filter): Query<Filter>) -> Json<Vec<Task>> {
        let fits = |task: &&Task| filter.done.is_none_or(|done| task.done == done);
        Json(self.lock().values().filter(fits).cloned().collect())
    }

    /// Makes a task.
    // What no type tells, the rule does: which statuses there are, and what the `Response` holds.
    #[post("/tasks", answers(201, 409), returns = Result<(StatusCode, Json<Task>)>)]
    fn on_create(&self, Json(new): Json<NewTask>) -> Result<Response> {
        let mut tasks = self.lock();
        if tasks.values().any(|task| task.title == new.title) {
            return Err(TaskError::Taken.into_error());
        }
        let id = tasks.last_key_value().map_or(1, |(last, _)| last + 1);
        let task = Task { id, title: new.title, done: false };
        tasks.insert(id, task.clone());
        let headers = [(LOCATION, Self::url().task(id).to_string())];
        Ok((StatusCode::CREATED, headers, Json(task)).into_response())
    }

    /// A task by its number.
    #[get("/tasks/<int:id>")]
    fn on_task(&self, id: u32) -> Option<Json<Task>> {
        self.lock().get(&id).cloned().map(Json)
    }

    /// Changes a task.
    #[patch("/tasks/<int:id>")]
    fn on_change(&self, id: u32, Json(change): Json<Change>) -> Result<Json<Task>, TaskError> {
        let mut tasks = self.lock();
        let is_taken = |title: &String| tasks.values().any(|task| task.id != id && task.title == *title);
        if change.title.as_ref().is_some_and(is_taken) {
            return Err(TaskError::Taken);
        }
        let task = tasks.get_mut(&id).ok_or(TaskError::Missing)?;
        task.title = change.title.unwrap_or_else(|| task.title.clone());
        task.done = change.done.unwrap_or(task.done);
        Ok(Json(task.clone()))
    }

    /// Takes a task away.
    #[delete("/tasks/<int:id>", answers(204))]
    fn on_remove(&self, id: u32) -> Option<StatusCode> {
        self.lock().remove(&id).map(|_| StatusCode::NO_CONTENT)
    }

    /// The pages of this interface, and its description as OpenAPI at `openapi.json`.
    #[mount("/docs")]
    fn docs(&self) -> &'static Reference {
        Reference::of::<Self>()
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
