{{/* The model that a pool is scaled by: (list name pool) */}}
{{- define "recto.scaledModel" -}}
{{- $pool := index . 1 -}}
{{- if $pool.model -}}
{{- $pool.model.id -}}
{{- else if $pool.tesseract -}}
tesseract
{{- else -}}
{{- fail (printf "workers.%s reads nothing, so there is nothing to scale it by" (index . 0)) -}}
{{- end -}}
{{- end -}}

{{/* The models of pools that may sleep, and those that are on demand by configuration, as a list with commas. */}}
{{- define "recto.onDemand" -}}
{{- $root := . -}}
{{- $models := list -}}
{{- range $name, $own := .Values.workers -}}
{{- $pool := include "recto.pool" (list $root $own) | fromJson -}}
{{- if and $pool.enabled $pool.autoscaling.keda.enabled (eq (int $pool.autoscaling.keda.minReplicas) 0) -}}
{{- $models = append $models (include "recto.scaledModel" (list $name $pool)) -}}
{{- end -}}
{{- end -}}
{{- if $models -}}
{{- $options := include "recto.options" (list . .Values.api.config) | fromJson -}}
{{- with get $options "recto.models.on-demand" -}}
{{- $models = concat (splitList "," .) $models -}}
{{- end -}}
{{- end -}}
{{- join "," (uniq $models) -}}
{{- end -}}

{{/* Whether KEDA asks the API. */}}
{{- define "recto.kedaAsks" -}}
{{- $root := . -}}
{{- range $name, $own := .Values.workers -}}
{{- $pool := include "recto.pool" (list $root $own) | fromJson -}}
{{- if and $pool.enabled $pool.autoscaling.keda.enabled (not $pool.autoscaling.keda.prometheusAddress) -}}
true
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Seconds of an option that is a duration: (list option text) */}}
{{- define "recto.seconds" -}}
{{- $text := index . 1 | toString -}}
{{- $number := regexFind "^[0-9]+" $text | atoi -}}
{{- if regexMatch "^[0-9]+s?$" $text -}}
{{- $number -}}
{{- else if regexMatch "^[0-9]+m$" $text -}}
{{- mul $number 60 -}}
{{- else if regexMatch "^[0-9]+h$" $text -}}
{{- mul $number 3600 -}}
{{- else -}}
{{- fail (printf "%s is to be given in whole hours, minutes or seconds: 5m, not %s" (index . 0) $text) -}}
{{- end -}}
{{- end -}}

{{/* A worker of a pool may still start, or read its last page, when nothing has been open for a moment: (list $ name pool) */}}
{{- define "recto.cooldown" -}}
{{- $root := index . 0 -}}
{{- $pool := index . 2 -}}
{{- $options := include "recto.options" (list $root $root.Values.api.config) | fromJson -}}
{{- $timeout := include "recto.seconds" (list "recto.jobs.page-timeout" (default "5m" (get $options "recto.jobs.page-timeout"))) -}}
{{- $needed := add $pool.startupSeconds (int $timeout) -}}
{{- $own := $pool.autoscaling.keda.cooldownSeconds -}}
{{- if kindIs "invalid" $own -}}
{{- add $needed 60 -}}
{{- else if lt (int $own) (int $needed) -}}
{{- fail (printf "workers.%s.autoscaling.keda.cooldownSeconds is %d, but startupSeconds and recto.jobs.page-timeout are %d" (index . 1) (int $own) (int $needed)) -}}
{{- else -}}
{{- int $own -}}
{{- end -}}
{{- end -}}

{{/* Processors that Java finds under a limit of the CPU; 0 where it says nothing. */}}
{{- define "recto.processors" -}}
{{- $limit := toString . -}}
{{- if hasSuffix "m" $limit -}}
{{- div (add (trimSuffix "m" $limit | int) 999) 1000 -}}
{{- else if regexMatch "^[0-9.]+$" $limit -}}
{{- ceil $limit | int -}}
{{- else -}}
0
{{- end -}}
{{- end -}}

{{/* Pages that a pod of the pool reads at a time: (list $ name pool) */}}
{{- define "recto.slots" -}}
{{- $pool := index . 2 -}}
{{- $options := include "recto.options" (list (index . 0) $pool.config) | fromJson -}}
{{- if $pool.model -}}
{{- get $options "recto.worker.vlm.slots" | default $pool.model.slots | default 4 -}}
{{- else -}}
{{- $processors := include "recto.processors" (default dict $pool.resources.limits).cpu | int -}}
{{- $slots := get $options "recto.worker.tesseract.slots" | default $processors | int -}}
{{- if not $slots -}}
{{- fail (printf "workers.%s.autoscaling.keda.openPages is missing: without resources.limits.cpu nobody knows how many pages a pod reads at a time" (index . 1)) -}}
{{- end -}}
{{- $slots -}}
{{- end -}}
{{- end -}}

{{/* What KEDA looks at: (list $ name pool) */}}
{{- define "recto.trigger" -}}
{{- $root := index . 0 -}}
{{- $pool := index . 2 -}}
{{- $keda := $pool.autoscaling.keda -}}
{{- $model := include "recto.scaledModel" (list (index . 1) $pool) -}}
{{- $target := $keda.openPages -}}
{{- if not $target -}}{{- $target = include "recto.slots" . | int | mul 2 -}}{{- end -}}
{{- if $keda.prometheusAddress -}}
{{- $labels := printf "namespace=%q, model=%q" $root.Release.Namespace $model -}}
- type: prometheus
  metricType: AverageValue
  metadata:
    serverAddress: {{ $keda.prometheusAddress }}
    query: {{ printf "max(recto_pages_open{%s}) + max(recto_documents_open{%s})" $labels $labels | quote }}
    threshold: {{ $target | quote }}
    # No answer is no zero
    ignoreNullValues: "false"
{{- else -}}
- type: metrics-api
  metricType: AverageValue
  metadata:
    url: {{ printf "http://%s-api-management.%s.svc:%d/q/scaling/%s" (include "recto.fullname" $root) $root.Release.Namespace (int $root.Values.api.managementPort) $model }}
    valueLocation: open
    targetValue: {{ $target | quote }}
{{- end -}}
{{- end -}}
