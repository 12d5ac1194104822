//! What can be asked of the user service.

use http::Method;

use super::{ListUsersRequest, UpdateUserRequest, User};
use crate::UserId;
use crate::api::{Access, Api, JSON, Operation};
use crate::page::Page;
use crate::problem::ProblemCode::{Forbidden, NotFound};

/// The user API.
pub const API: Api = Api {
    name: "user-api",
    service: "user",
    title: "Orion user API",
    version: "1.0.0",
    description: "Who is there, and what they say of themselves.",
    operations: &[LIST_USERS, GET_ME, GET_USER, UPDATE_USER, DELETE_USER],
    document: include_str!("../../../openapi/user-api.json"),
};

/// Lists users.
pub const LIST_USERS: Operation = Operation::new(Method::GET, "/v1/users", "listUsers")
    .about("List users", "Oldest first, in pages.")
    .for_whom(Access::Admin)
    .with_query::<ListUsersRequest>()
    .answers::<Page<User>>(200, "A page of users.");

/// Gives whoever asks.
pub const GET_ME: Operation = Operation::new(Method::GET, "/v1/users/me", "getMe")
    .about(
        "Get oneself",
        "Just after registering it may be that the user is not there yet.",
    )
    .for_whom(Access::User)
    .answers::<User>(200, "The user who asks.")
    .with_entity_tag()
    .refuses(&[NotFound]);

/// Gives a user.
pub const GET_USER: Operation = Operation::new(Method::GET, "/v1/users/{id}", "getUser")
    .about("Get a user", "Oneself; anybody for admins.")
    .for_whom(Access::User)
    .with_parameter::<UserId>("id", "Which user.")
    .answers::<User>(200, "The user.")
    .with_entity_tag()
    .refuses(&[Forbidden]);

/// Changes a user.
pub const UPDATE_USER: Operation = Operation::new(Method::PATCH, "/v1/users/{id}", "updateUser")
    .about(
        "Change a user",
        "Oneself, but not one's status; anybody for admins. What is absent or `null` stays as it is.",
    )
    .for_whom(Access::User)
    .with_parameter::<UserId>("id", "Which user.")
    .with_if_match()
    .with_body::<UpdateUserRequest>(JSON)
    .answers::<User>(200, "The user as they are now.")
    .with_entity_tag()
    .refuses(&[Forbidden]);

/// Deletes a user.
pub const DELETE_USER: Operation = Operation::new(Method::DELETE, "/v1/users/{id}", "deleteUser")
    .about("Delete a user", "Oneself; anybody for admins.")
    .for_whom(Access::User)
    .with_parameter::<UserId>("id", "Which user.")
    .with_if_match()
    .refuses(&[Forbidden]);
