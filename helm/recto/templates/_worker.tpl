{{/* (list $ name pool) */}}
{{- define "recto.workerConfig" -}}
{{- $root := index . 0 -}}
{{- $pool := index . 2 -}}
{{ include "recto.sharedConfig" $root }}
quarkus.http.port={{ $pool.managementPort }}
recto.worker.drain-timeout={{ $pool.drainSeconds }}s
recto.worker.tesseract.enabled={{ $pool.tesseract }}
{{- with $pool.tesseractLayout }}
{{ include "recto.property" (list "recto.worker.tesseract.layout" .) }}
recto.worker.tesseract.layout.weight-cache=/var/cache/recto
{{- end }}
{{- with $pool.model }}
{{ include "recto.property" (list (printf "recto.worker.models.%q" .id) .path) }}
{{- with .layout }}
{{ include "recto.property" (list (printf "recto.worker.models.%q.layout" $pool.model.id) .) }}
{{- end }}
{{- with .weights }}
recto.worker.vlm.weights={{ . }}
{{- end }}
{{- with .slots }}
recto.worker.vlm.slots={{ . }}
{{- end }}
recto.worker.vlm.weight-cache=/var/cache/recto
{{- if $pool.gpu.count }}
recto.worker.vlm.preset=cuda
{{- end }}
{{- end }}
{{- range $option, $value := include "recto.options" (list $root $pool.config) | fromJson }}
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
{{- if $pool.models.s3.uri -}}{{- $sources = append $sources "s3" -}}{{- end -}}
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
  {{- else if eq . "s3" }}
  emptyDir:
    sizeLimit: {{ $pool.models.s3.size }}
  {{- else }}
  hostPath:
    path: {{ $pool.models.hostPath }}
    type: Directory
  {{- end }}
{{- end }}
{{- end -}}

{{/* What brings a snapshot from a bucket: (list $ name pool) */}}
{{- define "recto.modelsFetch" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $pool := index . 2 -}}
{{- with $pool.models.s3 -}}
{{- if .uri -}}
{{- $digest := required (printf "workers.%s.models.s3.digest is missing: that of SHA256SUMS" $name) .digest -}}
{{- if not (and $pool.model (regexMatch "^/models/[^/]+" $pool.model.path)) -}}
{{- fail (printf "workers.%s.models.s3 needs a model whose path lies below /models" $name) -}}
{{- end -}}
- name: fetch
  image: {{ include "recto.image" (list $root $pool.image) }}
  imagePullPolicy: {{ $root.Values.image.pullPolicy }}
  securityContext:
    {{- include "recto.containerSecurity" $root | nindent 4 }}
  command:
    - /opt/java/bin/java
    - -XX:MaxRAMPercentage=50
    - --enable-native-access=ALL-UNNAMED
    - -cp
    - /app/tools/*:/app/lib/main/*:/app/lib/boot/*:/app/app/*
    - dev.recto.tools.cli.ModelCommand
  args:
    - fetch
    - {{ .uri | quote }}
    - {{ $pool.model.path | quote }}
    - --digest={{ $digest }}
    {{- if $root.Values.s3.pathStyle }}
    - --path-style
    {{- end }}
  env:
    - name: AWS_REGION
      value: {{ $root.Values.s3.region | quote }}
    {{- with include "recto.s3Endpoint" $root }}
    - name: AWS_ENDPOINT_URL_S3
      value: {{ . | quote }}
    {{- end }}
    {{- include "recto.s3Variables" (list $root (include "recto.fullname" $root) "AWS_ACCESS_KEY_ID" "AWS_SECRET_ACCESS_KEY") | trim | nindent 4 }}
  resources:
    requests: {cpu: 500m, memory: 512Mi}
    limits: {memory: 512Mi}
  volumeMounts:
    - name: models
      mountPath: /models
    - name: temporary
      mountPath: /tmp
{{- end -}}
{{- end -}}
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
