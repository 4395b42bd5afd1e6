// A client whose types are made of the description: it compiles only as far as that says what the shop does.
import createClient from "openapi-fetch";
import { baseUrl, check, done, more } from "./told.ts";
import type { components, paths } from "./shop.api.ts";

const client = createClient<paths>({ baseUrl });
const authorization = { Authorization: `Bearer ${more[0]}` };

const made = await client.POST("/items", { body: { name: "Lamp", price: 1250, colour: "dark-red" } });
check(made.response.status === 201 && made.data !== undefined, "an item is made");
const item: components["schemas"]["Item"] = made.data;
// What is written always has its tags; what is read need not.
const tags: string[] = item.tags;
check(tags.length === 0 && item.colour === "dark-red", "it has its defaults");

const again = await client.POST("/items", { body: { name: "Lamp", price: 1 } });
check(again.response.status === 409 && again.error !== undefined, "a name is there once");

const found = await client.GET("/items", { params: { query: { q: "La", colour: ["dark-red", "plain"], limit: 5 } } });
check(found.data?.length === 1 && found.data[0]?.id === item.id, "it is found");

const one = await client.GET("/items/{id}", { params: { path: { id: item.id } } });
check(one.data?.price === 1250, "it has its price");

const coloured = await client.GET("/colours/{colour}", { params: { path: { colour: "dark-red" } } });
check(coloured.data === 1, "it is counted");

const gone = await client.DELETE("/items/{id}", { params: { path: { id: item.id } }, headers: authorization });
check(gone.response.status === 204, "the staff takes it out");
const missing = await client.GET("/items/{id}", { params: { path: { id: item.id } } });
check(missing.response.status === 404, "it is gone");

// Each of these is a mistake that the compiler sees.
// @ts-expect-error: no such colour
void (() => client.GET("/colours/{colour}", { params: { path: { colour: "blue" } } }));
// @ts-expect-error: no such path
void (() => client.GET("/item"));
// @ts-expect-error: the price is missing
void (() => client.POST("/items", { body: { name: "a" } }));
// @ts-expect-error: a number is no text
void (() => client.GET("/items/{id}", { params: { path: { id: "one" } } }));

done();
