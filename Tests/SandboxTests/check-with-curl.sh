#!/bin/sh
# Asks a running sandbox with curl, and signs with openssl: a second reading of the vendors' pages
# that shares no code with the sandbox or with Vigil's own clients.
#
#   check-with-curl.sh http://127.0.0.1:8080
#
# Prints one line for each check and ends with 1 when any of them failed.
set -u

base=${1:?usage: check-with-curl.sh URL}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
checks=0

# Sends a request: the status goes to $status, the body to $body.
ask() {
    status=$(curl -s -o "$work/body" -w '%{http_code}' --max-time 20 "$@")
    body=$(cat "$work/body")
}

# expect NAME STATUS TEXT...: the last answer has that status, and every text is in its body.
expect() {
    name=$1
    wanted=$2
    shift 2
    checks=$((checks + 1))
    problem=
    [ "$status" = "$wanted" ] || problem="status $status, not $wanted"
    for text in "$@"; do
        case $body in
            *"$text"*) ;;
            *) problem="$problem; no $text" ;;
        esac
    done
    if [ -n "$problem" ]; then
        failed=$((failed + 1))
        printf 'FAILED %s: %s\n       %.300s\n' "$name" "$problem" "$body"
    else
        printf 'ok     %s\n' "$name"
    fi
}

# The first text member of that name in the last body.
member() {
    printf '%s' "$body" | grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4
}

# The first id that the sandbox lists of a kind.
item() {
    curl -s "$base/items?kind=$1&limit=1" | grep -o '"id": "[^"]*"' | head -n 1 | cut -d '"' -f 4
}

# --- the sandbox itself

ask "$base/"
expect 'the front page explains itself' 200 'REAP' 'mock-kyc-status' 'SWITCHES'
ask "$base/items?kind=kyc&offset=1&limit=2"
expect 'items are listed by page' 200 '"kind": "kyc"'

# --- Reap

key='x-reap-api-key: reap_demo_key'
upload="$base/entity/kyc/import/batch"
printf 'externalId,shareToken\n0b6f2c1e-5a0d-4a57-9c34-7d3f1e9a2b10,token-1\n' >"$work/reap.csv"
printf '0b6f2c1e-5a0d-4a57-9c34-7d3f1e9a2b11,token-2\n' >>"$work/reap.csv"

ask -H "$key" "$upload/$(item reap)"
expect 'Reap tells a batch' 200 '"status":' '"totalRecords":' '"summary":{"successfulRecords":'
ask "$upload/$(item reap)"
expect 'Reap wants a key' 401 '"code":"0000000100"'
ask -H 'x-reap-api-key: wrong' "$upload/$(item reap)"
expect 'Reap refuses a wrong key' 401 '"code":"0000000200"'
ask -H "$key" "$upload/784d4045-c900-4050-aad6-8fe4c8d2fb16"
expect 'Reap does not know a foreign batch' 404 '"code":"0701020100"'
ask -H "$key" -H 'X-Provider: sumsub' -H 'Idempotency-Key: one' -F "file=@$work/reap.csv" "$upload"
expect 'Reap takes a file' 201 '"status":"PENDING"' '"totalRecords":2'
batch=$(member batchId)
ask -H "$key" -H 'X-Provider: sumsub' -H 'Idempotency-Key: one' -F "file=@$work/reap.csv" "$upload"
expect 'Reap answers a repeated key with the first batch' 201 "\"batchId\":\"$batch\""
ask -H "$key" "$upload/$batch"
expect 'Reap tells the new batch' 200 '"totalRecords":2'
ask -H "$key" -F "file=@$work/reap.csv" "$upload"
expect 'Reap wants X-Provider' 400 '"parameter":"X-Provider"'

# --- Deepvue

ask -F client_id=deepvue_demo_id -F client_secret=deepvue_demo_secret "$base/v1/authorize"
expect 'Deepvue authorizes a multipart form' 200 '"token_type":"bearer"' '"expiry":"'
ask -d client_id=deepvue_demo_id -d client_secret=deepvue_demo_secret "$base/v1/authorize"
expect 'Deepvue authorizes an urlencoded form' 200 '"token_type":"bearer"'
token=$(member access_token)
ask -d client_id=deepvue_demo_id -d client_secret=wrong "$base/v1/authorize"
expect 'Deepvue refuses a wrong secret' 401 '"detail":"Incorrect client_id or client_secret"'

# Asks Deepvue with both headers.
deepvue() {
    ask -H "Authorization: Bearer $token" -H 'x-api-key: deepvue_demo_secret' "$@"
}
printf 'vpa,name\nasha@example,Asha Example\nravi@example,"Example, Ravi"\n' >"$work/upi.csv"
deepvue "$base/v1/verification/batch-processing-status?request_id=$(item deepvue)"
expect 'Deepvue tells a batch' 200 '"sub_code":"SUCCESS"' '"batch_output_file_url":'
deepvue "$base/v1/verification/batch-processing-status"
expect 'Deepvue wants a request_id' 422 '"loc":["query","request_id"]'
ask "$base/v1/verification/batch-processing-status?request_id=$(item deepvue)"
expect 'Deepvue wants a token' 401 '"detail":"Not authenticated"'
deepvue -F "batch_file=@$work/upi.csv" "$base/v1/verification/upi-basic/batch"
expect 'Deepvue takes a file' 201 '"code":201' '"output_batch_file":""'
request=$(member request_id)
deepvue "$base/v1/verification/batch-processing-status?request_id=$request"
expect 'Deepvue tells the new batch' 200 "\"request_id\":\"$request\""

# --- Surepass

# Asks Surepass with its token; the path is below stamper-v2.
surepass() {
    path=$1
    shift
    ask -H 'Authorization: Bearer surepass_demo_token' -H 'Content-Type: application/json' \
        "$@" "$base/api/v1/stamper-v2/$path"
}
order=$(item stamps)
surepass bulk-stamp-order-summary -d "{\"client_id\":\"$order\"}"
expect 'Surepass tells an order' 200 '"message_code":"success"' '"pending":{"count":' '"failed":'
ask -d "{\"client_id\":\"$order\"}" "$base/api/v1/stamper-v2/bulk-stamp-order-summary"
expect 'Surepass wants a token' 401 '"message_code":"unauthorized"'
surepass bulk-stamp-order-summary -d "{\"client_id\":\"$order\"}"
stamp=$(printf '%s' "$body" | grep -o '"stamp_v2_[A-Za-z]*"' | head -n 1 | tr -d '"')
surepass "order-status?client_id=$stamp"
expect 'Surepass tells a stamp' 200 "\"stamp_id\":\"$stamp\"" '"certificate_details":['
surepass "fetch-stamp/$stamp"
expect 'Surepass tells a stamp by path' 200 "\"client_id\":\"$stamp\""
surepass bulk-usage-report/initiate -d "{\"client_id\":\"$order\"}"
expect 'Surepass starts a report' 200 '"status":"pending"' "\"bulk_stamp_client_id\":\"$order\""
surepass "bulk-usage-report/download?client_id=$(member client_id)"
expect 'Surepass tells a report' 200 '"stats":' '"link":'
new='{"first_party":"Example Lending Ltd","second_party":"Borrower","state":"DL",
 "article_id":22128,"amount":100,"consideration_amount":50000,"quantity":4,"description":"x"}'
for path in bulk-order-stamp order-bulk-stamp bulk-order; do
    surepass "$path" -d "$new"
    expect "Surepass takes an order at $path" 200 '"article_id":"22128"' '"quantity":4'
done
surepass bulk-stamp-order-summary -d "{\"client_id\":\"$(member client_id)\"}"
expect 'Surepass tells the new order' 200 '"quantity":4'
surepass bulk-order -d '{"state":"DL"}'
expect 'Surepass refuses an order without parties' 422 '"message_code":"validation_error"'
for path in bulk-stamp-orders-list bulk-stamp-orders/list; do
    surepass "$path" -d '{"start_date":"2000-01-01","end_date":"2100-01-01","page":1}'
    expect "Surepass lists orders at $path" 200 '"stamps":[{"client_id":' '"start_date":"2000-01-01"'
done
surepass stats
expect 'Surepass counts the stock' 200 '"available":[' '"on_hold":['
surepass 'list-articles?state=DL'
expect 'Surepass lists articles' 200 '"article_id":22128'
ask -H 'Authorization: Bearer surepass_demo_token' "$base/api/v1/utils/usage/balance"
expect 'Surepass tells the balance' 200 '"balance":'

# --- DollarPe

# Signs the body, {} without one, and asks: dollarpe METHOD PATH [BODY]
dollarpe() {
    now=$(date +%s)
    signed=${3:-"{}"}
    signature=$(printf '%s' "dollarpe_demo_key|$now|$signed" |
        openssl dgst -sha256 -hmac dollarpe_demo_secret -binary | openssl base64 -A)
    set -- "$1" "$base/cms/api/v1/$2" ${3:+"$3"}
    ask -X "$1" -H 'X-API-KEY: dollarpe_demo_key' -H "X-TIMESTAMP: $now" \
        -H "X-SIGNATURE: $signature" -H 'Content-Type: application/json' ${3:+--data-raw "$3"} "$2"
}

# A signature that was worked out beforehand.
vector=$(printf '%s' 'key_demo_1|1700000000|{}' |
    openssl dgst -sha256 -hmac secret_demo_1 -binary | openssl base64 -A)
status=$vector body=
expect 'openssl gives the known signature' 'TulDpc0E33b1cvCcsceUbxCxDbmiEpmdDG1gF2iQxuM='

customer=$(item kyc)
dollarpe GET "customer/$customer"
expect 'DollarPe tells a customer' 200 '"status":true' "\"id\":\"$customer\"" '"failure_reason":'
ask -H 'X-API-KEY: dollarpe_demo_key' -H "X-TIMESTAMP: $(date +%s)" -H 'X-SIGNATURE: AAAA' \
    "$base/cms/api/v1/customer/$customer"
expect 'DollarPe refuses a wrong signature' 400 '"signature":["Invalid Signature"]'
dollarpe GET customer/list
expect 'DollarPe lists customers' 200 '"count":' '"results":[{'
dollarpe GET "kyc/configuration/$customer"
expect 'DollarPe tells what it needs' 200 '"supported_document_types":["AADHAAR"'
person='{"full_name":"Asha Example","email":"asha@example.org","phone":"9800000001",
 "alpha_3_country_code":"IND","client_reference_id":"curl-1"}'
dollarpe POST customer/create "$person"
expect 'DollarPe makes a customer' 200 '"status":"UNVERIFIED"' '"phone":"+919800000001"'
made=$(member id)
dollarpe POST customer/create "$person"
expect 'DollarPe refuses the same person twice' 400 'Email already in use'
kyc="{\"customer_id\":\"$made\",\"full_name\":\"Asha Example\",\"phone\":\"9800000001\",
 \"full_address\":\"1 Example Road\",\"dob\":\"01-02-1990\",\"registered_date\":\"03-04-2025\",
 \"tax_number\":\"AAAPA0000A\",\"document_type\":\"AADHAAR\",
 \"document_front_image_url\":\"https://files.example/f.jpg\",
 \"document_back_image_url\":\"https://files.example/b.jpg\",
 \"document_details\":{\"document_number\":\"000011112222\",\"additional_data\":{}},
 \"selfie_url\":\"https://files.example/s.jpg\",\"selfie_verification_status\":true,
 \"additional_info\":{\"income_range\":\"5-10\",\"profession\":\"Baker\"}}"
dollarpe POST kyc/add-kyc-data "$kyc"
expect 'DollarPe takes a submission' 200 '"status":"PROCESSING"' '"failure_reason":null'
dollarpe POST kyc/add-kyc-data "$kyc"
expect 'DollarPe refuses a second submission' 400 'KYC already exists'
mock="{\"customer_id\":\"$made\",\"kyc_status\":\"TAX_VERIFICATION_FAILED\"}"
dollarpe PATCH kyc/mock-kyc-status "$mock"
expect 'DollarPe fails a check on request' 200 '"status":true'
dollarpe GET "customer/$made"
expect 'DollarPe tells why it failed' 200 '"status":"FAILED"' '"TAX_VERIFICATION_FAILED"'
tax="{\"customer_id\":\"$made\",\"tax_number\":\"BBBPB0000B\"}"
dollarpe PATCH kyc/update-tax-info "$tax"
expect 'DollarPe takes a correction' 200 '"status":true'
dollarpe GET "customer/$made"
expect 'DollarPe checks the correction' 200 '"status":"PROCESSING"'
dollarpe PATCH kyc/mock-kyc-status "{\"customer_id\":\"$made\",\"kyc_status\":\"VERIFIED\"}"
expect 'DollarPe verifies on request' 200 '"status":true'
dollarpe POST kyc/reset-kyc "{\"customer_id\":\"$made\"}"
expect 'DollarPe resets' 200 '"UNVERIFIED"'

printf '%s checks, %s failed\n' "$checks" "$failed"
[ "$failed" -eq 0 ]
