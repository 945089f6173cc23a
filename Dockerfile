# Percakapan in a container: the built program with its embedded PostgreSQL, or another one in DATABASE_URL. Nothing of it runs as root.
#   docker build -t percakapan .
#   docker run -d --name percakapan --init -p 127.0.0.1:3000:3000 -v percakapan:/data percakapan
# Step by step, with https and a database of its own: docs/guide/en/server.md, docs/guide/id/server.md.

FROM node:26.9.0-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build \
  && npm prune --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/.percakapan-lock .cache

FROM debian:bookworm-slim
# Node needs libatomic1. FFMPEG=ffmpeg converts videos for each network too; it makes the image three times as large.
ARG FFMPEG=""
RUN apt-get update \
  && apt-get install -y --no-install-recommends libatomic1 ${FFMPEG} \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin percakapan \
  && mkdir -m 700 /data \
  && chown percakapan:percakapan /data
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build /build/package.json /build/LICENSE /build/README.md /app/
COPY --from=build /build/bin /app/bin
COPY --from=build /build/node_modules /app/node_modules
COPY --from=build /build/dist /app/dist
RUN ln -s /app/bin/percakapan /usr/local/bin/percakapan

USER percakapan
WORKDIR /data
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data NODE_COMPILE_CACHE=/tmp/percakapan-compiled
VOLUME /data
EXPOSE 3000
# The web answers; `percakapan worker` has none: --no-healthcheck there.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["percakapan"]
CMD ["all"]
