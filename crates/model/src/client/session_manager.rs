//! memcached-session-manager, the session store for Tomcat that the idea of 2009 became.

use crate::client::Profile;

pub(super) const NON_STICKY: Profile = Profile {
    name: "memcached-session-manager",
    title: "memcached-session-manager, non-sticky",
    program: "memcached-session-manager",
    version: "2.3",
    description: "The session's id names its node, chosen when the session begins; it stays there \
                  whatever joins or leaves, and moves only when that node does not answer.",
};
