using Microsoft.VisualStudio.Services.Common;
using Microsoft.VisualStudio.Services.WebApi;

var pat = Environment.GetEnvironmentVariable("ADO_PAT");
var connection = new VssConnection(new Uri("https://dev.azure.com/acme"), new VssBasicCredential(string.Empty, pat));
var second = new VssConnection(new Uri("https://dev.azure.com/acme"), new VssOAuthAccessTokenCredential(args[0]));
var path = args[1];
