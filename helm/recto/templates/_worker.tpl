{{/* (list $ name pool) */}}
{{- define "recto.workerConfig" -}}
{{- $root := index . 0 -}}
{{- $pool := index . 2 -}}
{{ include "recto.sharedConfig" $root }}
quarkus.http.port={{ $pool.managementPort }}
recto.worker.drain-timeout={{ $pool.drainSeconds }}s
recto.worker.tesseract.enabled={{ $pool.tesseract }}
{{- with $pool.model }}
{{ include "recto.property" (list (printf "recto.worker.models.%q" .id) .path) }}
{{- with .weights }}
recto.worker.vlm.weights={{ . }}
{{- end }}
{{- with .slots }}
recto.worker.vlm.slots={{ . }}
{{- end }}
recto.worker.vlm.weight-cache=/var/cache/recto
{{- if $pool.gpu.count }}
recto.worker.vlm.provider=cuda
{{- end }}
{{- end }}
{{- range $option, $value := mergeOverwrite (deepCopy $root.Values.config) $pool.config }}
{{ include "recto.property" (list $option $value) }}
{{- end }}
{{- end -}}

{{/* Where the pool's snapshots come from, as a volume: nothing, or one source. */}}
{{- define "recto.modelsVolume" -}}
{{- $pool := . -}}
{{- $sources := list -}}
{{- range list "existingClaim" "image" "hostPath" -}}
{{- if get $pool.models . -}}{{- $sources = append $sources . -}}{{- end -}}
{{- end -}}
{{- if gt (len $sources) 1 -}}
{{- fail (printf "models come from one place, not from %s" (join " and " $sources)) -}}
{{- end -}}
{{- range $sources }}
- name: models
  {{- if eq . "existingClaim" }}
  persistentVolumeClaim:
    claimName: {{ $pool.models.existingClaim }}
    readOnly: true
  {{- else if eq . "image" }}
  image:
    reference: {{ $pool.models.image }}
    pullPolicy: IfNotPresent
  {{- else }}
  hostPath:
    path: {{ $pool.models.hostPath }}
    type: Directory
  {{- end }}
{{- end }}
{{- end -}}

{{- define "recto.workerStrategy" -}}
{{- if .strategy -}}
{{- toYaml .strategy -}}
{{- else if .gpu.count -}}
# A new pod would wait for the GPU that an old one holds
rollingUpdate:
  maxSurge: 0
  maxUnavailable: 1
{{- else -}}
rollingUpdate:
  maxSurge: 1
  maxUnavailable: 0
{{- end -}}
{{- end -}}
