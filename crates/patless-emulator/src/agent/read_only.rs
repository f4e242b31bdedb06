//! Variables that a step may not set because they belong to the agent or the server.

use super::text::same_name;

/// Returns whether a name is on the agent's list. Variables that only the server flags as read-only are not on it.
pub(super) fn is_constant(name: &str) -> bool {
    NAMES.iter().any(|constant| same_name(constant, name))
        || same_prefix(name, "agent.services")
        || same_prefix(name, "release.")
}

/// Returns whether a name starts with a prefix. Ignores case.
fn same_prefix(name: &str, prefix: &str) -> bool {
    name.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// The agent's list. `system.collectionUri`, `system.teamFoundationCollectionUri` and `system.oidcRequestUri` are not
/// on it. Only a flag in the job message protects those.
const NAMES: [&str; 86] = [
    "agent.acceptteeeula",
    "agent.builddirectory",
    "agent.cainfo",
    "agent.clientcert",
    "agent.clientcertarchive",
    "agent.clientcertkey",
    "agent.clientcertpassword",
    "agent.cloudid",
    "agent.containerid",
    "agent.containermapping",
    "agent.containernetwork",
    "agent.deploymentgroupid",
    "agent.diagnostic",
    "agent.gituseschannel",
    "agent.homedirectory",
    "agent.id",
    "agent.isselfhosted",
    "agent.jobname",
    "agent.jobstatus",
    "agent.machinename",
    "agent.name",
    "agent.os",
    "agent.osarchitecture",
    "agent.osversion",
    "agent.proxybypasslist",
    "agent.proxypassword",
    "agent.proxyurl",
    "agent.proxyusername",
    "agent.readonlyvariables",
    "agent.releasedirectory",
    "agent.retaindefaultencoding",
    "agent.rootdirectory",
    "agent.runmode",
    "agent.serveromdirectory",
    "agent.skipcertvalidation",
    "agent.source.git.lfs",
    "agent.source.git.shallowfetchdepth",
    "agent.source.skip",
    "agent.tempdirectory",
    "agent.toolsdirectory",
    "agent.version",
    "agent.workfolder",
    "agent.workingdirectory",
    "build.artifactstagingdirectory",
    "build.binariesdirectory",
    "build.repository.clean",
    "build.repository.git.submodulecheckout",
    "build.repository.id",
    "build.repository.localpath",
    "build.repository.name",
    "build.repository.provider",
    "build.repository.tfvc.workspace",
    "build.repository.uri",
    "build.sourcebranch",
    "build.sourcesdirectory",
    "build.sourcetfvcshelveset",
    "build.sourceversion",
    "build.stagingdirectory",
    "common.testresultsdirectory",
    "pipeline.workspace",
    "system.accesstoken",
    "system.artifactsdirectory",
    "system.collectionid",
    "system.culture",
    "system.debug",
    "system.defaultworkingdirectory",
    "system.definitionid",
    "system.definitionname",
    "system.enableaccesstoken",
    "system.hosttype",
    "system.jobattempt",
    "system.jobdisplayname",
    "system.jobid",
    "system.jobname",
    "system.phaseattempt",
    "system.phasedisplayname",
    "system.phasename",
    "system.planid",
    "system.servertype",
    "system.stageattempt",
    "system.stagename",
    "system.teamfoundationserveruri",
    "system.teamproject",
    "system.teamprojectid",
    "system.workfolder",
    "task.displayname",
];
