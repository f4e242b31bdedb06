#!/usr/bin/env bash
# Makes the files in this folder anew, with OpenSSL 3 and its legacy provider: what other programs write, for tests only.
# The password of all of them is sekret-password, where the name does not say that there is none.
set -euo pipefail
cd "$(dirname "$0")"
password=sekret-password
openssl req -x509 -newkey rsa:2048 -noenc -days 36500 -subj /CN=ca.test -keyout ca.key -out ca.pem
openssl req -newkey rsa:2048 -noenc -subj /CN=client.test -keyout plain.key -out client.csr
openssl x509 -req -in client.csr -CA ca.pem -CAkey ca.key -days 36500 -set_serial 2 -out client.pem
export_with() { openssl pkcs12 -export -inkey plain.key -in client.pem -certfile ca.pem -out "$@"; }
export_with openssl-3.p12 -passout "pass:$password"
export_with sha-512.p12 -passout "pass:$password" -keypbe AES-128-CBC -certpbe AES-192-CBC -macalg sha512
export_with windows.p12 -passout "pass:$password" -legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES
export_with openssl-1.p12 -passout "pass:$password" -legacy
export_with no-password.p12 -passout pass:
export_with no-encryption.p12 -passout pass: -keypbe NONE -certpbe NONE -nomac
openssl pkcs12 -export -nocerts -inkey plain.key -out only-key.p12 -passout "pass:$password"
openssl pkcs12 -export -nokeys -in client.pem -out only-certificate.p12 -passout "pass:$password"
encrypt() { openssl pkcs8 -topk8 -in plain.key -passout "pass:$password" "${@:2}" | cat client.pem - >"$1"; }
encrypt aes-256.pem
encrypt sha-1.pem -v2 aes-128-cbc -v2prf hmacWithSHA1
encrypt triple-des.pem -v2 des3
encrypt scrypt.pem -scrypt
encrypt md5-des.pem -v1 PBE-MD5-DES -provider legacy -provider default
{ openssl rsa -traditional -aes256 -in plain.key -passout "pass:$password"; cat client.pem; } >traditional.pem
openssl req -x509 -newkey rsa:1024 -noenc -days 36500 -subj /CN=small.test -keyout small.key -out small.pem
cat small.pem small.key >rsa-1024.pem
rm small.key small.pem ca.key ca.pem client.csr client.pem plain.key
