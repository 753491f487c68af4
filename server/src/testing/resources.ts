/** Valid documents of many kinds, written in the ways in which people write them. */
export const RESOURCES: readonly string[] = [
  `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: billing
  namespace: shop
  labels:
    team: money
spec:
  hosts:
    - billing.shop.internal
  exportTo:
    - '.'
  location: MESH_INTERNAL # VMs of ours
  resolution: STATIC
  ports:
    - number: 80
      name: http
      protocol: HTTP
      targetPort: 8080
    - name: grpc
      number: 9000
      protocol: GRPC
  workloadSelector:
    labels:
      app: billing
`,
  `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: payments, namespace: shop}
spec:
  hosts: [payments.example.com]
  ports: [{number: 443, name: tls, protocol: TLS}]
  location: MESH_EXTERNAL
  resolution: DNS
  endpoints:
  - {address: eu.payments.example.com, locality: eu-west-1, weight: 80}
  - address: us.payments.example.com
    locality: us-east-1
    weight: 20
    ports:
      tls: 8443
`,
  `apiVersion: networking.istio.io/v1beta1
kind: WorkloadEntry
metadata:
  name: billing-1
spec:
  address: 10.0.0.5
  network: vms
  locality: eu-west-1/eu-west-1a
  serviceAccount: billing
  weight: 2
  labels:
    app: billing
  ports:
    http: 8080
`,
  `apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata:
    name: billing
    namespace: shop
spec:
    metadata:
        labels:
            app: billing
        annotations:
            owner: shop
    template:
        ports:
            http: 8080
        serviceAccount: billing
        network: vms
    probe:
        initialDelaySeconds: 5
        periodSeconds: 10
        timeoutSeconds: 2
        successThreshold: 1
        failureThreshold: 3
        httpGet:
            path: /healthz
            port: 8080
            scheme: HTTPS
            host: 127.0.0.1
            httpHeaders:
                - name: x-probe
                  value: 'true'
`,
  `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: billing
spec:
  host: billing.shop.internal
  trafficPolicy:
    loadBalancer:
      simple: LEAST_REQUEST
      localityLbSetting:
        enabled: true
        failover:
        - from: eu-west-1
          to: us-east-1
    connectionPool:
      tcp:
        maxConnections: 100
        connectTimeout: 2s
      http:
        h2UpgradePolicy: UPGRADE
        maxRequestsPerConnection: 10
        idleTimeout: 30s
    outlierDetection:
      consecutive5xxErrors: 3
      interval: 5s
      baseEjectionTime: 30s
      maxEjectionPercent: 100
    portLevelSettings:
    - port:
        number: 443
      tls:
        mode: MUTUAL
        clientCertificate: /etc/certs/client.pem
        privateKey: /etc/certs/client.key
        caCertificates: /etc/certs/ca.pem
        sni: billing.example.com
  subsets:
  - name: vm
    labels:
      version: v1
  - name: pods
    labels: {version: v2}
    trafficPolicy:
      tls:
        mode: DISABLE
`,
  `# Who answers which path.
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
spec:
  hosts:
  - shop.example.com
  gateways:
  - ingress/public
  - mesh
  http:
  - name: canary
    match:
    - uri:
        prefix: /cart
      method:
        exact: GET
      headers:
        x-user:
          regex: '[a-f].*'
      port: 443
      ignoreUriCase: true
    rewrite:
      uri: /
    timeout: 5s
    retries:
      attempts: 3
      perTryTimeout: 1s
      retryOn: 5xx,reset
    fault:
      delay:
        percentage:
          value: 0.5
        fixedDelay: 3s
    headers:
      request:
        set:
          x-canary: 'yes'
        remove:
        - x-debug
    route:
    - destination:
        host: cart
        subset: v2
        port:
          number: 8080
      weight: 10
    - destination:
        host: cart
        subset: v1
      weight: 90
    mirror:
      host: cart-shadow
    mirrorPercentage:
      value: 5
    corsPolicy:
      allowOrigins:
      - exact: https://example.com
      allowMethods:
      - GET
      allowCredentials: false
      maxAge: 24h
  - match:
    - uri:
        exact: /old
    redirect:
      uri: /new
      redirectCode: 308
  - directResponse:
      status: 404
      body:
        string: 'gone'
`,
  `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: public
spec:
  selector:
    istio: ingressgateway
  servers:
  - port:
      number: 443
      name: https
      protocol: HTTPS
    hosts:
    - shop.example.com
    tls:
      mode: SIMPLE
      credentialName: shop-cert
      minProtocolVersion: TLSV1_2
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: ['*.example.com']
    tls:
      httpsRedirect: true
`,
  `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: default
spec:
  outboundTrafficPolicy:
    mode: REGISTRY_ONLY
  egress:
    - hosts:
        - ./*
        - istio-system/*
    - port:
        number: 3306
        protocol: MYSQL
        name: db
      captureMode: DEFAULT
      hosts:
        - data/*
`,
  `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: billing
spec:
  selector:
    matchLabels:
      app: billing
  action: ALLOW
  rules:
  - from:
    - source:
        principals:
        - cluster.local/ns/shop/sa/cart
    - source:
        namespaces:
        - admin
    to:
    - operation:
        methods:
        - GET
        paths:
        - /invoices/*
        ports:
        - '8080'
    when:
    - key: request.headers[x-tenant]
      values:
      - a
`,
  `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: strict
spec:
  selector:
    matchLabels: {app: billing}
  mtls:
    mode: STRICT
  portLevelMtls:
    8080:
      mode: PERMISSIVE
`,
  `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: users
spec:
  selector:
    matchLabels:
      app: billing
  jwtRules:
  - issuer: https://issuer.example.com
    jwksUri: https://issuer.example.com/keys
    audiences:
    - billing
    forwardOriginalToken: true
    fromHeaders:
    - name: x-token
      prefix: 'Bearer '
`,
  `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: mesh
spec:
  accessLogging:
  - providers:
    - name: envoy
    disabled: false
  tracing:
  - randomSamplingPercentage: 5
    match:
      mode: CLIENT
`,
  `{
  "apiVersion": "v1",
  "kind": "Service",
  "metadata": {"name": "billing", "namespace": "shop"},
  "spec": {
    "type": "ClusterIP",
    "selector": {"app": "billing"},
    "ports": [{"name": "http", "port": 80, "targetPort": 8080, "protocol": "TCP"}]
  }
}
`,
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: billing
spec:
  replicas: 2
  selector:
    matchLabels:
      app: billing
  template:
    metadata:
      labels:
        app: billing
    spec:
      serviceAccountName: billing
      containers:
      - name: app
        image: billing:1
        imagePullPolicy: Always
        args: [--port, "8080"]
        ports:
        - containerPort: 8080
          name: http
          protocol: TCP
        readinessProbe:
          httpGet:
            path: /ready
            port: 8080
          periodSeconds: 5
`,
];
