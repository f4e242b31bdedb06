variable "azdo_pat" {
  type      = string
  sensitive = true
}

provider "azuredevops" {
  org_service_url       = "https://dev.azure.com/acme"
  personal_access_token = var.azdo_pat
}

provider "azuredevops" {
  alias           = "oidc"
  org_service_url = "https://dev.azure.com/acme"
  use_oidc        = true
}

provider "github" {
  token = var.github_pat
}
