{{/* The Secret with the certificate that PostgreSQL's is checked against, if it is. */}}
{{- define "recto.databaseCa" -}}
{{- if and (not .Values.dev.enabled) (hasPrefix "verify-" .Values.database.sslMode) -}}
{{ required (printf "database.ca.secretName is missing: who signed the certificate that %s looks at" .Values.database.sslMode) .Values.database.ca.secretName }}
{{- end -}}
{{- end -}}

{{- define "recto.databaseCaVolume" -}}
{{- with include "recto.databaseCa" . }}
- name: database-ca
  secret:
    secretName: {{ . }}
    items:
      - {key: {{ $.Values.database.ca.secretKey }}, path: ca.crt}
{{- end }}
{{- end -}}

{{- define "recto.databaseCaMount" -}}
{{- if include "recto.databaseCa" . }}
- name: database-ca
  mountPath: /etc/recto/database
  readOnly: true
{{- end }}
{{- end -}}

{{- define "recto.apiConfig" -}}
{{- $host := include "recto.postgresHost" . -}}
{{- $port := ternary 5432 (int .Values.database.port) .Values.dev.enabled -}}
{{- $ssl := ternary "disable" .Values.database.sslMode .Values.dev.enabled -}}
{{- $address := printf "postgresql://%s:%d/%s?sslmode=%s" $host $port .Values.database.name $ssl -}}
{{ include "recto.sharedConfig" . }}
quarkus.http.port={{ .Values.api.port }}
quarkus.management.port={{ .Values.api.managementPort }}
quarkus.shutdown.timeout={{ .Values.api.shutdown.timeoutSeconds }}s
{{ include "recto.property" (list "quarkus.datasource.reactive.url" $address) }}
{{- if include "recto.databaseCa" . }}
quarkus.datasource.reactive.trust-certificate-pem=true
quarkus.datasource.reactive.trust-certificate-pem.certs=/etc/recto/database/ca.crt
{{- if eq $ssl "verify-full" }}
quarkus.datasource.reactive.hostname-verification-algorithm=HTTPS
{{- end }}
{{- $address = print $address "&sslrootcert=/etc/recto/database/ca.crt" }}
{{- end }}
{{ include "recto.property" (list "quarkus.datasource.jdbc.url" (print "jdbc:" $address)) }}
{{ include "recto.property" (list "quarkus.datasource.username" (ternary "postgres" .Values.database.username .Values.dev.enabled)) }}
{{- if .Values.tracing.enabled }}
recto.tracing.sample-ratio={{ .Values.tracing.sampleRatio }}
{{- end }}
{{- if eq .Values.migrations.mode "job" }}
quarkus.flyway.migrate-at-start=false
{{- end }}
{{- range $name, $value := include "recto.options" (list . .Values.api.config) | fromJson }}
{{ include "recto.property" (list $name $value) }}
{{- end }}
{{- end -}}

{{/* (list $ name-of-the-Secret-for-values) */}}
{{- define "recto.apiVariables" -}}
{{- $values := index . 1 -}}
{{- include "recto.sharedVariables" . }}
{{- with index . 0 }}
{{- if .Values.dev.enabled }}
- name: QUARKUS_DATASOURCE_PASSWORD
  value: postgres
{{- else }}
{{- include "recto.secretVariable" (list $values "quarkus.datasource.password" .Values.database.password) }}
{{- end }}
{{- include "recto.secretVariable" (list $values "recto.tenancy.bootstrap-key" .Values.bootstrapKey) }}
{{- with include "recto.onDemand" . }}
- name: RECTO_MODELS_ON_DEMAND
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- end -}}
