resource "azuredevops_serviceendpoint_runpipeline" "labs" {
  project_id            = data.azuredevops_project.widgets.id
  service_endpoint_name = "labs"
  organization_name     = "acme-labs"
  auth_personal {
    personal_access_token = var.labs_pat
  }
}

resource "azuredevops_serviceendpoint_github" "tools" {
  project_id            = data.azuredevops_project.widgets.id
  service_endpoint_name = "tools"
  auth_personal {
    personal_access_token = var.github_pat
  }
}
