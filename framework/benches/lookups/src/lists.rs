//! Lists of routes, as rules of Wegwerk, and the paths that are asked for.

/// The lists: GitHub's API as matchit's benchmark has it, one of the size and shape of GitLab's, and Shortly's rules.
pub const NAMES: [&str; 3] = ["github", "gitlab", "shortly"];

const OF_PROJECTS: [&str; 40] = [
    "access_requests", "badges", "boards", "branches", "clusters", "commits", "deploy_keys", "deploy_tokens",
    "deployments", "environments", "events", "export", "feature_flags", "forks", "hooks", "invitations", "issues", "jobs",
    "labels", "members", "merge_requests", "milestones", "notes", "packages", "pages", "pipelines", "protected_branches",
    "protected_tags", "releases", "remote_mirrors", "runners", "schedules", "services", "snippets", "tags", "templates",
    "triggers", "uploads", "variables", "wikis",
];

/// The rules of a list.
pub fn routes(list: &str) -> Vec<String> {
    match list {
        "github" => include_str!("../github.txt").lines().map(str::to_owned).collect(),
        "gitlab" => {
            let mut routes = Vec::new();
            for (owner, count) in [("projects", 40), ("groups", 30)] {
                routes.push(format!("/api/v4/{owner}"));
                routes.push(format!("/api/v4/{owner}/<id>"));
                for resource in &OF_PROJECTS[..count] {
                    let all = format!("/api/v4/{owner}/<id>/{resource}");
                    let one = format!("{all}/<iid>");
                    for rest in ["", "/search"] {
                        routes.push(format!("{all}{rest}"));
                    }
                    let below =
                        ["", "/notes", "/notes/<note>", "/discussions", "/discussions/<note>", "/award_emoji"];
                    for rest in below {
                        routes.push(format!("{one}{rest}"));
                    }
                    for verb in ["approve", "cancel", "retry", "subscribe", "todo", "unsubscribe"] {
                        routes.push(format!("{one}/{verb}"));
                    }
                }
            }
            routes
        }
        _ => ["/", "/<short_id>", "/<short_id>+"].map(str::to_owned).to_vec(),
    }
}

/// A path for each rule, with values as people have them.
pub fn hits(routes: &[String]) -> Vec<String> {
    let values = ["octocat", "hello-world", "1347", "6dcb09b5b57875f334f61aebed695e2e4193db5e"];
    let path = |route: &String| {
        let (mut path, mut rest, mut n) = (String::new(), route.as_str(), 0);
        while let Some((before, after)) = rest.split_once('<') {
            path += before;
            path += values[n];
            n += 1;
            rest = after.split_once('>').expect("a variable is closed").1;
        }
        path + rest
    };
    routes.iter().map(path).collect()
}

/// Paths that no rule fits: known for a while, then not.
pub fn misses(routes: &[String]) -> Vec<String> {
    hits(routes).into_iter().map(|path| format!("{}/nowhere/at/all", path.trim_end_matches('/'))).collect()
}
