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

{{/* The variable that sets an option. */}}
{{- define "recto.variable" -}}
{{- regexReplaceAll "[^A-Za-z0-9]" . "_" | upper -}}
{{- end -}}

{{/* A line of a properties file: (list name value) */}}
{{- define "recto.property" -}}
{{- $name := index . 0 | replace "\\" "\\\\" | replace ":" "\\:" | replace "=" "\\=" | replace " " "\\ " -}}
{{ $name }}={{ index . 1 | toString | replace "\\" "\\\\" | replace "\n" "\\n" }}
{{- end -}}

{{/* A value of values.yaml that is secret, as a variable: (list $ option secret) */}}
{{- define "recto.secretVariable" -}}
{{- $root := index . 0 -}}
{{- $option := index . 1 -}}
{{- $secret := index . 2 -}}
{{- if $secret.secretName }}
- name: {{ include "recto.variable" $option }}
  valueFrom:
    secretKeyRef:
      name: {{ $secret.secretName }}
      key: {{ required (printf "%s: secretKey is missing" $option) $secret.secretKey }}
{{- else if $secret.value }}
- name: {{ include "recto.variable" $option }}
  valueFrom:
    secretKeyRef:
      name: {{ include "recto.fullname" $root }}
      key: {{ $option }}
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
{{- if not (include "recto.s3Keys" .) }}
quarkus.s3.aws.credentials.type=default
{{- end }}
{{- end -}}

{{/* Whether S3 is spoken to with a key, not with the pods' identity. */}}
{{- define "recto.s3Keys" -}}
{{- if or .Values.dev.enabled .Values.s3.accessKey.value .Values.s3.accessKey.secretName -}}true{{- end -}}
{{- end -}}

{{/* Secret options of both services, as variables. */}}
{{- define "recto.sharedVariables" -}}
{{- $root := . -}}
{{- if .Values.dev.enabled }}
- name: QUARKUS_S3_AWS_CREDENTIALS_STATIC_PROVIDER_ACCESS_KEY_ID
  value: recto
- name: QUARKUS_S3_AWS_CREDENTIALS_STATIC_PROVIDER_SECRET_ACCESS_KEY
  value: recto-dev
{{- else if include "recto.s3Keys" . }}
{{- include "recto.secretVariable" (list . "quarkus.s3.aws.credentials.static-provider.access-key-id" .Values.s3.accessKey) }}
{{- include "recto.secretVariable" (list . "quarkus.s3.aws.credentials.static-provider.secret-access-key" .Values.s3.secretKey) }}
{{- end }}
{{- range $option, $secret := .Values.secrets }}
{{- include "recto.secretVariable" (list $root $option $secret) }}
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

{{- define "recto.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* (list $ component own) */}}
{{- define "recto.topology" -}}
{{- $root := index . 0 -}}
{{- $own := index . 2 -}}
{{- if kindIs "slice" $own -}}
{{- toYaml $own -}}
{{- else -}}
{{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
- maxSkew: 1
  topologyKey: {{ . }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- include "recto.selector" (list $root (index $ 1)) | nindent 6 }}
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
