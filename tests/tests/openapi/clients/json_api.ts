// A client whose types are made of the description: it compiles only as far as that says what the example does.
import createClient from "openapi-fetch";
import { baseUrl, check, done } from "./told.ts";
import type { components, paths } from "./json_api.api.ts";

type Task = components["schemas"]["Task"];

const client = createClient<paths>({ baseUrl, headers: { accept: "application/json" } });

const made = await client.POST("/tasks", { body: { title: "Write the guide" } });
check(made.response.status === 201 && made.data !== undefined, "a task is made");
const task: Task = made.data;
check(task.title === "Write the guide" && !task.done, "it is as it was sent, and to be done");
check(made.response.headers.get("location") === `/tasks/${task.id}`, "its address is told");

const again = await client.POST("/tasks", { body: { title: "Write the guide" } });
check(again.response.status === 409 && again.error !== undefined, "a title is there once");
check(typeof again.error === "object" && again.error.title === "Conflict", "what is wrong is told as a problem");

const second = await client.POST("/tasks", { body: { title: "Read it" } });
check(second.data !== undefined, "a second one is made");

const changed = await client.PATCH("/tasks/{id}", { params: { path: { id: task.id } }, body: { done: true } });
check(changed.data?.done === true && changed.data.title === task.title, "one is done, and keeps its title");

const all = await client.GET("/tasks");
const titles: string[] = (all.data ?? []).map((one) => one.title);
check(titles.join() === "Write the guide,Read it", "both are listed");
const open = await client.GET("/tasks", { params: { query: { done: false } } });
check(open.data?.length === 1 && open.data[0]?.id === second.data.id, "one of them is to be done");

const gone = await client.DELETE("/tasks/{id}", { params: { path: { id: task.id } } });
check(gone.response.status === 204, "one is taken away");

const missing = await client.GET("/tasks/{id}", { params: { path: { id: task.id } } });
check(missing.response.status === 404 && typeof missing.error === "object", "it is gone, which is a problem");
const problem: components["schemas"]["Problem"] = missing.error;
check(problem.status === 404 && problem.title === "Not Found", "the problem is told");

// Each of these is a mistake that the compiler sees.
// @ts-expect-error: the title is missing
void (() => client.POST("/tasks", { body: {} }));
// @ts-expect-error: a text is no truth value
void (() => client.PATCH("/tasks/{id}", { params: { path: { id: 1 } }, body: { done: "yes" } }));
// @ts-expect-error: no such filter
void (() => client.GET("/tasks", { params: { query: { title: "a" } } }));
// @ts-expect-error: tasks are not replaced
void (() => client.PUT("/tasks/{id}", { params: { path: { id: 1 } }, body: { title: "a" } }));
// @ts-expect-error: nothing is behind a task
void (() => made.data?.owner);

done();
