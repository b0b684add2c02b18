# One image for the gateway and every subgraph; the command says which.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=optional --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# Data files are read from beside their sources.
COPY gateway/supergraph/supergraph.graphql gateway/supergraph/
COPY gateway/explore gateway/explore
COPY gateway/operations/clients gateway/operations/clients
COPY shared/reference shared/reference
COPY shared/published shared/published
COPY subgraphs subgraphs
USER node
EXPOSE 4000
CMD ["node", "dist/gateway/main.js"]
