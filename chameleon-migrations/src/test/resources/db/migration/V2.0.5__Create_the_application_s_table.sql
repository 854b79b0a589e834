CREATE TABLE public.application (id integer);
