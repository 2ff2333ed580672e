{{- define "recto.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "recto.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "recto.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "recto.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Labels that select, of a component: (list $ "api") */}}
{{- define "recto.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ include "recto.name" $root }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "recto.labels" -}}
{{- $root := index . 0 -}}
{{ include "recto.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* (list $ "recto-api") */}}
{{- define "recto.image" -}}
{{- $root := index . 0 -}}
{{- $registry := $root.Values.image.registry -}}
{{- if $registry -}}{{ trimSuffix "/" $registry }}/{{- end -}}
{{ index . 1 }}:{{ default $root.Chart.AppVersion $root.Values.image.tag }}
{{- end -}}

{{/* A pool's values over the defaults: (list $ $pool), as JSON. */}}
{{- define "recto.pool" -}}
{{- $root := index . 0 -}}
{{- mergeOverwrite (deepCopy $root.Values.workerDefaults) (deepCopy (default dict (index . 1))) | toJson -}}
{{- end -}}

{{/* The options of a service as texts by name, its own over those of both, and numbers as they were given: (list $ own), as JSON. */}}
{{- define "recto.options" -}}
{{- $options := dict -}}
{{- range $name, $value := mergeOverwrite (deepCopy (index . 0).Values.config) (index . 1) -}}
{{- if and (kindIs "float64" $value) (eq (floor $value) $value) -}}
{{- $value = int64 $value -}}
{{- end -}}
{{- $_ := set $options $name (toString $value) -}}
{{- end -}}
{{- $options | toJson -}}
{{- end -}}

{{/* The variable that sets an option. */}}
{{- define "recto.variable" -}}
{{- regexReplaceAll "[^A-Za-z0-9]" . "_" | upper -}}
{{- end -}}

{{/* A line of a properties file: (list name value) */}}
{{- define "recto.property" -}}
{{- $name := index . 0 | replace "\\" "\\\\" | replace ":" "\\:" | replace "=" "\\=" | replace " " "\\ " -}}
{{ $name }}={{ index . 1 | toString | replace "\\" "\\\\" | replace "\n" "\\n" }}
{{- end -}}

{{/* The key of an option in a Secret, which has no brackets or quotes. */}}
{{- define "recto.secretKey" -}}
{{- regexReplaceAll "[^A-Za-z0-9._-]" . "_" -}}
{{- end -}}

{{/* What is secret and given by value, by key. */}}
{{- define "recto.secretValues" -}}
{{- $values := dict -}}
{{- if and .Values.bootstrapKey.value (not .Values.bootstrapKey.secretName) -}}
{{- $_ := set $values "recto.tenancy.bootstrap-key" .Values.bootstrapKey.value -}}
{{- end -}}
{{- if and .Values.database.password.value (not .Values.database.password.secretName) -}}
{{- $_ := set $values "quarkus.datasource.password" .Values.database.password.value -}}
{{- end -}}
{{- if and .Values.s3.accessKey.value (not .Values.s3.accessKey.secretName) -}}
{{- $_ := set $values "quarkus.s3.aws.credentials.static-provider.access-key-id" .Values.s3.accessKey.value -}}
{{- end -}}
{{- if and .Values.s3.secretKey.value (not .Values.s3.secretKey.secretName) -}}
{{- $_ := set $values "quarkus.s3.aws.credentials.static-provider.secret-access-key" .Values.s3.secretKey.value -}}
{{- end -}}
{{- range $option, $secret := .Values.secrets -}}
{{- if and $secret.value (not $secret.secretName) -}}
{{- $_ := set $values (include "recto.secretKey" $option) $secret.value -}}
{{- end -}}
{{- end -}}
{{- toYaml $values -}}
{{- end -}}

{{/* A value of values.yaml that is secret, as a variable: (list name-of-the-Secret-for-values option secret), and the variable's name if it is another one */}}
{{- define "recto.secretVariable" -}}
{{- $option := index . 1 -}}
{{- $secret := index . 2 -}}
{{- if or $secret.secretName $secret.value }}
- name: {{ if gt (len .) 3 }}{{ index . 3 }}{{ else }}{{ include "recto.variable" $option }}{{ end }}
  valueFrom:
    secretKeyRef:
      {{- if $secret.secretName }}
      name: {{ $secret.secretName }}
      key: {{ required (printf "%s: secretKey is missing" $option) $secret.secretKey }}
      {{- else }}
      name: {{ index $ 0 }}
      key: {{ include "recto.secretKey" $option }}
      {{- end }}
{{- end }}
{{- end -}}

{{- define "recto.postgresHost" -}}
{{- if .Values.dev.enabled -}}
{{ include "recto.fullname" . }}-postgres
{{- else -}}
{{ required "database.host is missing (or set dev.enabled for a try)" .Values.database.host }}
{{- end -}}
{{- end -}}

{{- define "recto.kafkaServers" -}}
{{- if .Values.dev.enabled -}}
{{ include "recto.fullname" . }}-kafka:9092
{{- else -}}
{{ required "kafka.bootstrapServers is missing (or set dev.enabled for a try)" .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end -}}

{{- define "recto.s3Endpoint" -}}
{{- if .Values.dev.enabled -}}
http://{{ include "recto.fullname" . }}-s3:80
{{- else -}}
{{ .Values.s3.endpoint }}
{{- end -}}
{{- end -}}

{{/* Options of both services. */}}
{{- define "recto.sharedConfig" -}}
{{ include "recto.property" (list "kafka.bootstrap.servers" (include "recto.kafkaServers" .)) }}
{{- with include "recto.s3Endpoint" . }}
{{ include "recto.property" (list "quarkus.s3.endpoint-override" .) }}
{{- end }}
{{ include "recto.property" (list "quarkus.s3.aws.region" .Values.s3.region) }}
{{ include "recto.property" (list "quarkus.s3.path-style-access" .Values.s3.pathStyle) }}
{{ include "recto.property" (list "recto.storage.bucket" .Values.s3.bucket) }}
{{- if .Values.tracing.enabled }}
recto.tracing.enabled=true
{{ include "recto.property" (list "recto.tracing.endpoint" (required "tracing.endpoint is missing" .Values.tracing.endpoint)) }}
{{- end }}
{{- if not (include "recto.s3Keys" .) }}
quarkus.s3.aws.credentials.type=default
{{- end }}
{{- end -}}

{{/* Whether S3 is spoken to with a key, not with the pods' identity. */}}
{{- define "recto.s3Keys" -}}
{{- if or .Values.dev.enabled .Values.s3.accessKey.value .Values.s3.accessKey.secretName -}}true{{- end -}}
{{- end -}}

{{/* S3's key as variables of these names, if there is one: (list $ name-of-the-Secret-for-values id secret) */}}
{{- define "recto.s3Variables" -}}
{{- $root := index . 0 -}}
{{- if $root.Values.dev.enabled }}
- name: {{ index . 2 }}
  value: recto
- name: {{ index . 3 }}
  value: recto-dev
{{- else }}
{{- include "recto.secretVariable" (list (index . 1) "quarkus.s3.aws.credentials.static-provider.access-key-id" $root.Values.s3.accessKey (index . 2)) }}
{{- include "recto.secretVariable" (list (index . 1) "quarkus.s3.aws.credentials.static-provider.secret-access-key" $root.Values.s3.secretKey (index . 3)) }}
{{- end }}
{{- end -}}

{{/* Secret options of both services, as variables: (list $ name-of-the-Secret-for-values) */}}
{{- define "recto.sharedVariables" -}}
{{- $root := index . 0 -}}
{{- $values := index . 1 -}}
{{- include "recto.s3Variables" (list $root $values "QUARKUS_S3_AWS_CREDENTIALS_STATIC_PROVIDER_ACCESS_KEY_ID" "QUARKUS_S3_AWS_CREDENTIALS_STATIC_PROVIDER_SECRET_ACCESS_KEY") }}
{{- range $option, $secret := $root.Values.secrets }}
{{- include "recto.secretVariable" (list $values $option $secret) }}
{{- end }}
{{- end -}}

{{/* The restricted Pod Security Standard. */}}
{{- define "recto.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* Where a pod may run, and with which right of way: (list $ pod) */}}
{{- define "recto.scheduling" -}}
{{- $pod := index . 1 -}}
{{- with $pod.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $pod.runtimeClassName }}
runtimeClassName: {{ . }}
{{- end }}
{{- with (index . 0).Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $pod.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $pod.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $pod.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "recto.containerSecurity" -}}
runAsNonRoot: true
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Over nodes and zones, each revision by itself: (list own selecting labels) */}}
{{- define "recto.topology" -}}
{{- $own := index . 0 -}}
{{- $labels := index . 1 -}}
{{- if kindIs "slice" $own -}}
{{- toYaml $own -}}
{{- else -}}
{{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
- maxSkew: 1
  topologyKey: {{ . }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- $labels | nindent 6 }}
  matchLabelKeys: [pod-template-hash]
{{- end }}
{{- end -}}
{{- end -}}

{{/* A grace period that fits: (list what own needed) */}}
{{- define "recto.grace" -}}
{{- $own := index . 1 -}}
{{- $needed := int (index . 2) -}}
{{- if kindIs "invalid" $own -}}
{{- $needed -}}
{{- else if lt (int $own) $needed -}}
{{- fail (printf "%s.terminationGracePeriodSeconds is %d, but its shutdown needs %d" (index . 0) (int $own) $needed) -}}
{{- else -}}
{{- int $own -}}
{{- end -}}
{{- end -}}
